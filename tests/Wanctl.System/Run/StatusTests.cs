using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>What the published binary tells over HTTP, and what telling costs its loop.</summary>
public sealed partial class StatusTests
{
    private const int Port = 9101;

    private const int Viewers = 20;

    [Fact]
    public void Twenty_viewers_and_hostile_clients_cost_the_loop_nothing()
    {
        NetworkRoom.SkipUnlessPossible();
        using var rig = new Rig(reflectors: 3);
        DaemonProcess daemon = rig.Run(rig.File with { CycleInterval = 0.02 });
        daemon.WaitForLine($"status page at http://127.0.0.1:{Port}");
        using HttpClient http = rig.Room.NewHttpClient();
        var viewers = new List<Socket>();
        var hostile = new List<Socket>();
        for (int i = 0; i < Viewers; i++)
            viewers.Add(Say(rig, "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        hostile.Add(Say(rig, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + new string('x', 20_000)));
        hostile.Add(Say(rig, "\u0016\u0003\u0001"));
        hostile.Add(Say(rig, "GET /api/history HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        for (int i = 0; i < 30; i++)
            hostile.Add(Say(rig, ""));
        long read = Watch(viewers, TimeSpan.FromSeconds(15));
        Assert.InRange(read / Viewers, 50_000, 5_000_000);
        rig.Until(() => Get(http, "/metrics").Contains("wanctl_healthy 1\n", StringComparison.Ordinal), "healthy");
        Assert.Contains($"wanctl_status_viewers {Viewers}\n", Get(http, "/metrics"), StringComparison.Ordinal);
        Assert.Contains("\"status\": \"healthy\"", Get(http, "/health"), StringComparison.Ordinal);
        long resident = daemon.Figures.ResidentBytes;
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        viewers.ForEach(socket => socket.Dispose());
        hostile.ForEach(socket => socket.Dispose());
        Match last = Conclusion().Match(daemon.Text());
        Assert.True(last.Success, daemon.Story());
        Assert.Equal("0", last.Groups["bytes"].Value);
        Assert.InRange(resident, 1, 24_000_000);
    }

    [Fact]
    public void Health_and_status_tell_a_router_that_is_away_and_a_daemon_that_is_gone()
    {
        NetworkRoom.SkipUnlessPossible();
        using var rig = new Rig();
        DaemonProcess daemon = rig.Run(rig.File);
        daemon.WaitForLine("download starts at ");
        using HttpClient http = rig.Room.NewHttpClient();
        rig.Until(() => Status(http) == HttpStatusCode.OK && Asked(rig).ExitCode == 0, "healthy");
        Assert.Contains("DOWNLOAD", Asked(rig).Text, StringComparison.Ordinal);
        rig.StopRouter();
        rig.Until(
            () => Status(http) == HttpStatusCode.ServiceUnavailable, "503", Patience.Of(TimeSpan.FromSeconds(40)));
        Assert.Contains("router_unreachable", Get(http, "/health"), StringComparison.Ordinal);
        (int code, string text) = Asked(rig);
        Assert.Equal(1, code);
        Assert.Contains("unknown, last reading ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("GREEN", text, StringComparison.Ordinal);
        Assert.Equal(0, Alive(rig));
        Assert.Contains("\"state\": \"UNKNOWN\"", Get(http, "/health"), StringComparison.Ordinal);
        rig.StartRouter();
        rig.Until(() => Status(http) == HttpStatusCode.OK, "healthy again");
        // One that stands still takes connections and answers nothing: whoever asks ends by himself.
        daemon.Send(Signal.Stop);
        Assert.Equal(7, Alive(rig));
        daemon.Send(Signal.Continue);
        rig.Until(() => Alive(rig) == 0, "alive again");
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.Equal(7, Asked(rig).ExitCode);
        Assert.Equal(7, Alive(rig));
        Assert.DoesNotContain("NaN", daemon.Text(), StringComparison.Ordinal);
    }

    private static (int ExitCode, string Text) Asked(Rig rig)
    {
        using DaemonProcess status = DaemonProcess.RunToEnd(
            rig.Room, new DaemonCommand(Artifacts.Binary, "status", "--once"));
        return (status.WaitForExit(), status.Text());
    }

    private static int Alive(Rig rig)
    {
        using DaemonProcess alive = DaemonProcess.RunToEnd(rig.Room, new DaemonCommand(Artifacts.Binary, "alive"));
        return alive.WaitForExit();
    }

    private static HttpStatusCode Status(HttpClient http)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address("/health"));
            using HttpResponseMessage answer = http.Send(request);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static string Get(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(path));
        using HttpResponseMessage answer = http.Send(request);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private static Uri Address(string path) => new($"http://127.0.0.1:{Port}{path}");

    private static Socket Say(Rig rig, string text)
    {
        Socket socket = rig.Room.Run(() =>
        {
            var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            made.Connect(new IPEndPoint(IPAddress.Loopback, Port));
            return made;
        });
        if (text.Length > 0)
            socket.Send(Encoding.Latin1.GetBytes(text));
        return socket;
    }

    /// <summary>Reads what comes for so long, as twenty browsers would; returns how much it was.</summary>
    private static long Watch(List<Socket> viewers, TimeSpan time)
    {
        long read = 0;
        byte[] part = new byte[64 * 1024];
        Moment until = Moment.Now + time;
        while (Moment.Now < until)
        {
            foreach (Socket viewer in viewers)
            {
                while (viewer.Available > 0)
                    read += viewer.Receive(part);
            }
            Thread.Sleep(20);
        }
        return read;
    }

    [GeneratedRegex(@"CPU and (?<bytes>[0-9.]+) bytes a turn over (?<warm>[0-9]+) warm turns")]
    private static partial Regex Conclusion();
}
