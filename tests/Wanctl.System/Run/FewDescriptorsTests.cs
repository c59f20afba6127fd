using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>A process that may open no further file or socket.</summary>
public sealed class FewDescriptorsTests
{
    private const int Port = 9101;

    /// <summary>More than there are descriptors, and fewer than the kernel holds for a listener that does not accept.
    /// </summary>
    private const int Clients = 12;

    [Fact]
    public void Clients_wait_nothing_spins_the_loop_ticks_and_health_is_back_afterwards()
    {
        NetworkRoom.SkipUnlessPossible();
        using var rig = new Rig();
        DaemonProcess daemon = rig.Run(rig.File);
        daemon.WaitForLine($"status page at http://127.0.0.1:{Port}");
        daemon.WaitForLine("queues looked up");
        daemon.WaitForLine("answering");
        using HttpClient http = rig.Room.NewHttpClient();
        rig.Until(() => Status(http) == HttpStatusCode.OK, "healthy");

        ulong limit = (ulong)daemon.Figures.OpenFiles + 2;
        Assert.Equal(0, Libc.SetLimit(daemon.Id, Libc.LimitOfFiles, [limit, limit], 0));
        var clients = new List<Socket>();
        for (int i = 0; i < Clients; i++)
            clients.Add(Connect(rig));
        daemon.WaitForLine($"the status server at 127.0.0.1:{Port} cannot take a client: Too many open files");

        TimeSpan before = daemon.Figures.CpuTime;
        int asked = rig.Echoes.Requests.Count;
        Assert.InRange(Awake(daemon.Id, TimeSpan.FromSeconds(4)), 0, 0.6);
        Assert.InRange((daemon.Figures.CpuTime - before).TotalSeconds, 0, 1);
        Assert.InRange(rig.Echoes.Requests.Count - asked, 40, 120);
        // What the links do needs no further descriptor.
        rig.Traffic.Congested = true;
        rig.Until(() => rig.World.LimitOf("WAN-Download-Cable").Mbps < 900, "a cut");
        rig.Traffic.Congested = false;

        foreach (Socket client in clients)
            client.Dispose();
        daemon.WaitForLine("takes clients again");
        rig.Until(() => Status(http) == HttpStatusCode.OK, "healthy again");
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.DoesNotContain("failed", daemon.Text(), StringComparison.Ordinal);
    }

    /// <summary>
    /// The share of some time in which the server's thread runs or wants to: whoever asks again at once does always,
    /// however little of a busy machine that thread gets.
    /// </summary>
    private static double Awake(int process, TimeSpan time)
    {
        string thread = Assert.Single(
            Directory.GetDirectories(FormattableString.Invariant($"/proc/{process}/task")),
            folder => File.ReadAllText(folder + "/comm").Trim() == "status");
        int awake = 0;
        int looks = 0;
        Moment until = Moment.Now + time;
        for (; Moment.Now < until; looks++)
        {
            string stat = File.ReadAllText(thread + "/stat");
            awake += stat[stat.LastIndexOf(')') + 2] == 'R' ? 1 : 0;
            Thread.Sleep(7);
        }
        return (double)awake / looks;
    }

    private static Socket Connect(Rig rig) => rig.Room.Run(() =>
    {
        var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        made.Connect(new IPEndPoint(IPAddress.Loopback, Port));
        return made;
    });

    private static HttpStatusCode Status(HttpClient http)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port}/health");
            using HttpResponseMessage answer = http.Send(request);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
