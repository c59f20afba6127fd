using Wanctl.Host.Interop;

namespace Wanctl.Host.Keep;

/// <summary>Gives a file or folder to a user; the framework has no call for it.</summary>
public static class FileOwner
{
    /// <summary>Sets owner and group of what the path itself names, a link's own included.</summary>
    /// <param name="path">The file.</param>
    /// <param name="user">The user's number.</param>
    /// <param name="group">The group's number.</param>
    /// <param name="problem">Why it failed; empty where it did not.</param>
    public static bool TrySet(string path, uint user, uint group, out string problem)
    {
        bool done = Libc.lchown(path, user, group) == 0;
        problem = done ? "" : Libc.Explain(Libc.Errno);
        return done;
    }
}
