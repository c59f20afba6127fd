using System.IO;
using System.Net.Sockets;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// The published binary where its files are no files, or are one another: it says so at once, with the line, and ends.
/// </summary>
public sealed class OddFilesTests : IDisposable
{
    private static readonly TimeSpan Soon = Patience.Of(TimeSpan.FromSeconds(5));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("state_file", "pipe", "a named pipe (FIFO), wanted a regular file")]
    [InlineData("state_file", "socket", "a socket, wanted a regular file")]
    [InlineData("state_file", "folder", "a directory, wanted a regular file")]
    [InlineData("state_file", "/dev/null", "a device, wanted a regular file")]
    [InlineData("state_file", "link", "a symbolic link to ")]
    [InlineData("lock_file", "pipe", "a named pipe (FIFO), wanted a regular file")]
    [InlineData("lock_file", "folder", "a directory, wanted a regular file")]
    [InlineData("lock_file", "/dev/null", "a device, wanted a regular file")]
    [InlineData("lock_file", "link", "a symbolic link to ")]
    public void Check_and_run_refuse_what_is_no_file(string key, string kind, string words)
    {
        string path = kind[0] == '/' ? kind : Make(kind);
        Refused(key, path, $"{key}: found {path}, {words}");
    }

    [Theory]
    [InlineData("state_file", "/..")]
    [InlineData("state_file", "/")]
    [InlineData("state_file", "/etc/")]
    [InlineData("state_file", "")]
    [InlineData("lock_file", "/run/..")]
    public void Check_and_run_refuse_what_names_no_file(string key, string path) =>
        Refused(key, path, $"{key}: found ");

    [Fact]
    public void Check_and_run_refuse_one_file_for_two_purposes()
    {
        string lockFile = _folder["cable.lock"];
        Directory.CreateSymbolicLink(_folder["way"], _folder.Path);
        Refused("state_file", _folder["way/cable.lock"], $"which is the file of lock_file in {_folder["cable.yaml"]}:");
        Assert.False(File.Exists(lockFile));
        Refused("state_file", _folder["way/cable.yaml"], "which is the file of configuration in ");
        Refused("lock_file", _folder["way/cable.yaml"], "which is the file of configuration in ");
    }

    [Fact]
    public void A_journal_that_is_a_pipe_is_refused()
    {
        string config = ConfigWriter.Write(_folder, Config("state_file", _folder["state"]));
        string pipe = Make("pipe");
        using DaemonProcess run = DaemonProcess.RunToEnd(
            null, new DaemonCommand(Artifacts.Binary, "run", config, "--journal", pipe));
        Assert.Equal(3, run.WaitForExit(Soon));
        Assert.Contains($"{pipe}:1: found a named pipe (FIFO)", run.Text(error: true), StringComparison.Ordinal);
    }

    private static WanFile Config(string key, string path) => new()
    {
        RouterPort = 1, PingHosts = ["127.0.0.1"], Extra = Rig.Keys((key, path), ("health_check.enabled", false)),
    };

    private void Refused(string key, string path, string words)
    {
        string config = ConfigWriter.Write(_folder, Config(key, path));
        string text = File.ReadAllText(config);
        foreach (string verb in (string[])["check", "run"])
        {
            using DaemonProcess process =
                DaemonProcess.RunToEnd(null, new DaemonCommand(Artifacts.Binary, verb, config));
            Assert.Equal(3, process.WaitForExit(Soon));
            string said = process.Text(error: true);
            Assert.Contains(words, said, StringComparison.Ordinal);
            Assert.Matches($"{config}:[1-9][0-9]*:", said);
            Assert.Contains("wanted ", said, StringComparison.Ordinal);
            Assert.Equal(text, File.ReadAllText(config));
        }
    }

    private string Make(string kind)
    {
        string path = _folder[kind];
        switch (kind)
        {
            case "pipe":
                Assert.Equal(0, Libc.MakePipe(path, 0x180));
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
            default:
                File.CreateSymbolicLink(path, _folder["target"]);
                break;
        }
        return path;
    }
}
