using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Wanctl.Simulation.RouterOs;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// Whatever a router, a file, a server or an argument says, no verb writes a character to standard output or standard
/// error that a terminal would obey.
/// </summary>
public sealed class PlainOutputTests : IDisposable
{
    /// <summary>A title, a bell, colours, a line that is overwritten, and a direction of writing.</summary>
    private const string Hostile = "\u001b]0;owned\u0007\u001b[31mred\r\u009b2J\u202emirror\b";

    private const string Down = "WAN-Download-Cable";

    private readonly TemporaryFolder _folder = new();
    private Rig? _rig;

    public void Dispose()
    {
        _rig?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Simulate_shows_traces_and_their_names_plainly()
    {
        string trace = Write("down" + Hostile + ".trace", "1\n2\n" + Hostile + "\n");
        string up = Write("up.trace", "1\n2\n");
        Assert.Contains("owned", Output("simulate", "--trace-down", trace, "--trace-up", up), StringComparison.Ordinal);
        Assert.Contains("owned", Output("simulate", Hostile), StringComparison.Ordinal);
        Assert.Contains("owned", Output("simulate", "--seeds", Hostile), StringComparison.Ordinal);
    }

    [Fact]
    public void Replay_shows_tables_journals_and_their_names_plainly()
    {
        string config = Write("link.yaml", Config);
        foreach (string row in (string[])[Hostile + ",1,2,3", "0.05,1,2," + Hostile, "0.05,1,2", "\u001b[31m"])
        {
            string table = Write(Hostile + ".csv", "0,1,2,3\n" + row + "\n");
            Assert.Contains("owned", Output("replay", "--csv", table, config), StringComparison.Ordinal);
        }
        string zero = Write("zero.csv", "0\0,1,2,3\n");
        Output("replay", "--csv", zero, config);
        string journal = Write(Hostile + ".journal", "WANCTLJ" + Hostile);
        Assert.Contains("owned", Output("replay", journal), StringComparison.Ordinal);
        Assert.Contains("owned", Output("replay", "--law", Hostile, journal), StringComparison.Ordinal);
    }

    [Fact]
    public void Setup_shows_answers_and_files_plainly()
    {
        string[] given =
        [
            "setup", "--line", "cable", "--down", "100", "--up", "10", "--router", "10.0.0.1", "--box", "10.0.0.2",
            "--out", _folder[Hostile + ".yaml"],
        ];
        foreach (string option in (string[])["--line", "--framing", "--down", "--name", "--wan", "--router", "--user"])
            Output([.. given, option, Hostile]);
        Assert.Contains("owned", Output(given), StringComparison.Ordinal);
        Assert.Contains("owned", Output(given), StringComparison.Ordinal);
        Assert.Contains("owned", Output("setup", Hostile), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_shows_files_and_their_names_plainly()
    {
        foreach (string line in (string[])
            ["wan_name: \"\\e[31mowned\\u009b\\u202e\"", "owned\u202e: 1", "router: {user: \"owned\\a\\r\"}", Hostile])
        {
            string path = Write(Hostile + ".yaml", Config + line + "\n");
            Assert.Contains("owned", Output("check", path), StringComparison.Ordinal);
            Assert.Contains("owned", Output("run", path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_router_shows_what_the_router_says_plainly()
    {
        Rig rig = Start();
        Change("/system/identity", "MikroTik", "name", Hostile);
        Change("/queue/tree", Down, "parent", Hostile);
        Change("/queue/type", rig.World.Read("/queue/tree", Down, "queue")!, "cake-overhead-scheme", Hostile);
        string text = Verb("check", "--router");
        Assert.Contains("owned", text, StringComparison.Ordinal);
        Assert.Contains("owned", Verb("check", "--router", "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Release_and_measure_show_refusals_plainly()
    {
        Rig rig = Start();
        Change("/queue/tree", Down, "max-limit", "200000000");
        rig.Faults.RefusedLimits = Latin(Hostile);
        Assert.Contains("owned", Verb("release"), StringComparison.Ordinal);
        Change("/queue/tree", Down, "max-limit", Hostile);
        Assert.Contains("owned", Verb("measure", "--seconds", "5"), StringComparison.Ordinal);
    }

    [Fact]
    public void Status_shows_what_the_server_says_plainly()
    {
        Rig rig = Start();
        byte[] state = Encoding.UTF8.GetBytes("{\"status\": \"owned" + Hostile[^11..^1] + "\", \"version\": \""
            + "owned\\u001b[31m\\u0007\", \"links\": [{\"name\": \"owned\u009b\u202e\\u001b[2J\"}]}\r\n");
        using TcpListener server = rig.Room.Run(() =>
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return listener;
        });
        string at = server.LocalEndpoint.ToString()!;
        foreach (string way in (string[])["--once", "--json"])
        {
            var answer = new Thread(() => Answer(server, state));
            answer.Start();
            Assert.Contains("owned", Output(rig.Room, "status", way, "--at", at), StringComparison.Ordinal);
            answer.Join();
        }
    }

    private const string Config = """
        wan_name: cable
        router: {transport: api, host: 127.0.0.1, user: wanctl, password: x}
        queues: {download: down, upload: up}
        continuous_monitoring:
          baseline_rtt_initial: 24
          ping_hosts: [127.0.0.1]
          download: {floor_mbps: 20, ceiling_mbps: 100}
          upload: {floor_mbps: 5, ceiling_mbps: 20}
        lock_file: /run/wanctl/cable.lock

        """;

    private static void Answer(TcpListener server, byte[] body)
    {
        using TcpClient client = server.AcceptTcpClient();
        using NetworkStream stream = client.GetStream();
        stream.ReadExactly(new byte[16]);
        stream.Write(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
        stream.Write(body);
        // What is left unread would make the end of the connection a reset.
        client.Client.Shutdown(SocketShutdown.Send);
        while (stream.Read(new byte[1024]) > 0)
        {
        }
    }

    private Rig Start()
    {
        NetworkRoom.SkipUnlessPossible();
        return _rig = new Rig();
    }

    private void Change(string menu, string name, string property, string value) => _rig!.World.Change(
        menu, name, property, Latin(value), "admin", RouterOsServer.Now);

    /// <summary>The bytes of UTF-8, of which the simulated router takes each for a character.</summary>
    private static string Latin(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    private string Verb(string verb, params string[] options) =>
        Output(_rig!.Room, [verb, .. options, ConfigWriter.Write(_rig.Folder, _rig.File)]);

    private static string Output(params string[] arguments) => Output(null, arguments);

    /// <summary>What a verb has written, of which every character must be plain.</summary>
    private static string Output(NetworkRoom? room, params string[] arguments)
    {
        var start = new ProcessStartInfo(Artifacts.Binary, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        using Process process = room is null ? Process.Start(start)! : room.Run(() => Process.Start(start)!);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd() + errors.Result;
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), "the verb ends");
        Assert.True(process.ExitCode < 128, $"{string.Join(' ', arguments)} ended by a signal: {text}");
        char[] odd = [.. text.Where(letter => letter is not ('\n' or '\t')
            && (char.IsControl(letter) || letter is '\u202e' or '\u2028' or '\u2029'))];
        Assert.True(
            odd.Length == 0, $"{arguments[0]}: {string.Join(' ', odd.Select(letter => $"U+{(int)letter:X4}"))}");
        return text;
    }
}
