using Wanctl.Core.Settings;
using Wanctl.Host.Keep;

namespace Wanctl;

/// <summary>The locks of all links of a process: all of them or none.</summary>
internal sealed class LockSet : IDisposable
{
    private readonly List<LockFile> _locks = [];

    /// <summary>Takes every link's lock.</summary>
    public bool TryTake(IReadOnlyList<LinkSettings> links, out string problem)
    {
        problem = "";
        foreach (LinkSettings link in links)
        {
            if (LockFile.TryTake(link.LockFile, out problem) is not { } taken)
                return false;
            _locks.Add(taken);
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (LockFile taken in _locks)
            taken.Dispose();
    }
}
