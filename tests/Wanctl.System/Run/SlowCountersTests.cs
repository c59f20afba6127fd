using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// A router that brings its counters up to date seldom: the default law learns how often, says so, and uses the line as
/// it would with true ones.
/// </summary>
public sealed class SlowCountersTests : IDisposable
{
    private const int Port = 9101;
    private const string Queue = "WAN-Download-Cable";

    private readonly Rig _rig;

    public SlowCountersTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(20);
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(200)]
    [InlineData(1000)]
    public void The_cadence_is_told_and_limits_follow_the_line(int every)
    {
        _rig.Faults.CounterRefresh = Duration.FromMillis(every);
        Dictionary<string, object?> keys = new() { ["control.law"] = "adaptive" };
        DaemonProcess daemon = _rig.Run(_rig.File with { Extra = keys });
        daemon.WaitForLine("answering");
        using HttpClient http = _rig.Room.NewHttpClient();
        _rig.Until(
            () => Math.Abs(Cadence(http, "download") - every / 1000.0) < 0.1 * every / 1000.0,
            $"{every} ms in /metrics", Patience.Of(TimeSpan.FromSeconds(20)));
        daemon.WaitForLine("counters are refreshed every", within: Patience.Of(TimeSpan.FromSeconds(60)));
        _rig.Traffic.Congested = true;
        TimeSpan soon = Patience.Of(TimeSpan.FromSeconds(20));
        _rig.Until(() => Limit() == 200, "the floor while the line carries less", soon);
        _rig.Traffic.Congested = false;
        _rig.Until(() => Limit() > 600, "the climb", Patience.Of(TimeSpan.FromSeconds(60)));
        // A counter that says nothing for a while must not drive the limit to its floor; a busy machine's delay may
        // lower it.
        int before = _rig.World.LimitChanges().Length;
        Thread.Sleep(TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(
            _rig.World.LimitChanges()[before..], change => change.Queue == Queue && change.Limit.Mbps <= 200);
    }

    /// <summary>
    /// The interfaces that the queues stand on tell at once what the queues tell every two seconds: the climb takes
    /// about as long as with counters that are true at each reading. When other traffic passes them, the queues' own
    /// are used again.
    /// </summary>
    [Fact]
    public void The_interface_s_counters_stand_in_while_they_show_the_same()
    {
        Dictionary<string, object?> keys = new() { ["control.law"] = "adaptive" };
        DaemonProcess daemon = _rig.Run(_rig.File with { Extra = keys });
        daemon.WaitForLine("answering");
        using HttpClient http = _rig.Room.NewHttpClient();
        double prompt = BestClimb();
        _rig.Faults.CounterRefresh = Duration.FromSeconds(2);
        _rig.Until(() => Used(http) == (1, 1), "both interfaces used", Patience.Of(TimeSpan.FromSeconds(60)));
        daemon.WaitForLine("download is told by the counters of the interface");
        double stoodIn = BestClimb();
        // Without them the limit waits for a refresh: two seconds more.
        Assert.True(stoodIn < prompt + 1.5, $"{stoodIn:0.0} s instead of {prompt:0.0} s");
        _rig.Faults.OtherTraffic = Rate.FromMbps(300);
        daemon.WaitForLine("again: the interface's show other traffic", within: Patience.Of(TimeSpan.FromSeconds(20)));
        _rig.Until(() => Used(http) == (0, 0), "both queues used", Patience.Of(TimeSpan.FromSeconds(20)));
    }

    /// <summary>The best of three: a busy machine's delay looks like a queue's.</summary>
    private double BestClimb() => Math.Min(Climb(), Math.Min(Climb(), Climb()));

    /// <summary>Seconds from the end of a collapse of the line until the limit is back.</summary>
    private double Climb()
    {
        _rig.Traffic.Congested = true;
        TimeSpan soon = Patience.Of(TimeSpan.FromSeconds(20));
        _rig.Until(() => Limit() == 200, "the floor while the line carries less", soon);
        _rig.Traffic.Congested = false;
        var time = Stopwatch.StartNew();
        _rig.Until(() => Limit() > 850, "the climb", Patience.Of(TimeSpan.FromSeconds(60)));
        return time.Elapsed.TotalSeconds;
    }

    private static string Metrics(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{Port}/metrics"));
        using HttpResponseMessage answer = http.Send(request);
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private double Limit() => _rig.World.LimitOf(Queue).Mbps;

    private static (double Download, double Upload) Used(HttpClient http) => (
        Figure(http, "wanctl_interface_counters_used", "download"),
        Figure(http, "wanctl_interface_counters_used", "upload"));

    private static double Cadence(HttpClient http, string direction) =>
        Figure(http, "wanctl_counter_refresh_seconds", direction);

    private static double Figure(HttpClient http, string name, string direction)
    {
        foreach (string line in Metrics(http).Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal)
                && line.Contains($"direction=\"{direction}\"", StringComparison.Ordinal))
                return double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
        }
        return -1;
    }
}
