namespace Wanctl.Host.Keep;

/// <summary>What a path names.</summary>
public enum FileKind
{
    /// <summary>Nothing, or nothing that this user can see.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A named pipe (FIFO): opening it waits for the other end.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device.</summary>
    Device,
}
