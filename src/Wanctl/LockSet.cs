using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Host.Keep;

namespace Wanctl;

/// <summary>The locks of all links of a process: all of them or none.</summary>
internal sealed class LockSet : IDisposable
{
    private readonly List<LockFile> _locks = [];

    /// <summary>Takes every link's lock, and that of steering where it has one.</summary>
    public bool TryTake(IReadOnlyList<LinkSettings> links, SteeringSettings? steering, out string problem)
    {
        foreach (LinkSettings link in links)
        {
            if (!TryTake(link.LockFile, out problem))
                return false;
        }
        problem = "";
        return steering?.LockFile is not { } file || TryTake(file, out problem);
    }

    private bool TryTake(string file, out string problem)
    {
        if (LockFile.TryTake(file, out problem) is not { } taken)
            return false;
        _locks.Add(taken);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LockFile taken in _locks)
            taken.Dispose();
    }
}
