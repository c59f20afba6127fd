using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Wanctl.Tests.Host.Keep;

/// <summary>Makes what may have the name of a file and is none.</summary>
internal static class OddFiles
{
    /// <summary>The kinds, and how a message calls them.</summary>
    public static TheoryData<string, string> Kinds { get; } = new()
    {
        { "pipe", "found a named pipe (FIFO)" }, { "socket", "found a socket" }, { "folder", "found a directory" },
        { "device", "found a device" }, { "link", "found a symbolic link to " },
        { "dangling", "found a symbolic link to " },
    };

    /// <summary>Puts one of a kind at a path; false where this user cannot.</summary>
    public static void Make(string path, string kind)
    {
        switch (kind)
        {
            case "pipe":
                Run("mkfifo", path);
                break;
            case "socket":
                using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
                {
                    // The framework takes the name away with the socket, but only the name that it was given.
                    socket.Bind(new UnixDomainSocketEndPoint(path + "~"));
                    File.Move(path + "~", path);
                }
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "device":
                Assert.SkipUnless(Environment.IsPrivilegedProcess, "makes a device: needs root");
                Run("mknod", path, "c", "1", "3");
                break;
            case "link":
                File.WriteAllText(path + ".target", "4711\n");
                File.CreateSymbolicLink(path, path + ".target");
                break;
            case "dangling":
                File.CreateSymbolicLink(path, path + ".target");
                break;
            default:
                throw new ArgumentException(kind, nameof(kind));
        }
    }

    /// <summary>Gives a file a second name.</summary>
    public static void Link(string path, string name) => Run("ln", path, name);

    /// <summary>Does work that must not wait for the other end of anything.</summary>
    public static void AtOnce(Action work)
    {
        Task task = Task.Run(work);
        // A pipe without another end would make it wait for ever.
        Assert.Same(task, Task.WhenAny(task, Task.Delay(TimeSpan.FromSeconds(20))).GetAwaiter().GetResult());
        task.GetAwaiter().GetResult();
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
