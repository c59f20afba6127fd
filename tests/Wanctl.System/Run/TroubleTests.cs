using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// A router that answers but does not keep what it is told: queues that go and come, limits that are refused, another
/// controller. Each is noticed, told, and over when it is over; both laws.
/// </summary>
[SideBySide]
public sealed partial class TroubleTests : IDisposable
{
    private const string Tree = "/queue/tree";
    private const string Down = "WAN-Download-Cable";
    private const int Port = 9101;
    private static readonly TimeSpan Soon = Patience.Of(TimeSpan.FromSeconds(2));

    private readonly Rig _rig;

    public TroubleTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(25);
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("disabled")]
    [InlineData("invalid")]
    public void A_queue_without_effect_is_noticed_and_shaped_again_when_it_is_back(string flag)
    {
        DaemonProcess daemon = Ready(adaptive: true);
        _rig.World.Change(Tree, Down, flag, "true", "admin", RouterOsServer.Now);
        daemon.WaitForLine($"queue '{Down}' is {flag}", within: Soon);
        _rig.World.Change(Tree, Down, "max-limit", "123000000", "admin", RouterOsServer.Now);
        Thread.Sleep(1000);
        Assert.Equal(123, Limit());
        _rig.World.Change(Tree, Down, flag, "false", "admin", RouterOsServer.Now);
        _rig.Until(() => Limit() == 940, "the limit set again", Soon);
        daemon.WaitForLine("is usable", within: Soon);
    }

    [Fact]
    public void A_queue_that_is_removed_and_made_again_is_noticed_and_shaped_again()
    {
        DaemonProcess daemon = Ready(adaptive: true);
        _rig.World.Delete(Tree, Down, "admin", RouterOsServer.Now);
        daemon.WaitForLine($"queue '{Down}' is missing", within: Soon);
        Thread.Sleep(500);
        _rig.World.AddCakeQueue(Down, "cake-down-Cable", "global", Rate.FromMbps(55));
        _rig.Until(() => Limit() == 940, "the limit set again", Soon);
        daemon.WaitForLine("was replaced", within: Soon);
    }

    [Theory]
    [InlineData("not enough permissions (9)", "lacks \"write\"")]
    [InlineData("failure: max-limit must be equal or greater than limit-at", "limit-at=0")]
    [InlineData("value of max-limit out of range (0..4294967295)", "ceiling_mbps")]
    public void Refused_limits_are_a_problem_with_the_routers_words_and_a_cure(string words, string cure)
    {
        _rig.World.Change(Tree, Down, "max-limit", "500000000", "admin", RouterOsServer.Now);
        _rig.Faults.RefusedLimits = words;
        DaemonProcess daemon = Ready(adaptive: false);
        using HttpClient http = _rig.Room.NewHttpClient();
        _rig.Until(() => Status(http) == HttpStatusCode.ServiceUnavailable, "503", Patience.Of(Seconds(10)));
        string health = Get(http, "/health");
        Assert.Contains("writes_refused", health, StringComparison.Ordinal);
        Assert.Contains($"refused to set {Down} to 940M", health, StringComparison.Ordinal);
        Assert.Contains(words, health, StringComparison.Ordinal);
        Assert.Contains(cure, health.Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("500M stays in force", health, StringComparison.Ordinal);
        string metrics = Get(http, "/metrics");
        Assert.Contains(
            "wanctl_writes_refused{wan=\"cable\",direction=\"download\"} 1", metrics, StringComparison.Ordinal);
        Assert.Matches(RefusedWrites(), metrics);
        daemon.WaitForLine($"refused to set {Down}");
        Assert.Contains("refuses to set limits", Get(http, "/api/state"), StringComparison.Ordinal);
        // A queue beyond the router: the wanted limit falls to its floor, and no word says that it is there.
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(225);
        Thread.Sleep(12_000);
        Assert.DoesNotContain("at its floor", daemon.Text(), StringComparison.Ordinal);
        Assert.Equal(500, Limit());
        _rig.Faults.RefusedLimits = null;
        _rig.Until(() => Limit() == 200, "the limit set", Patience.Of(Seconds(7)));
        daemon.WaitForLine("limits are taken again");
        _rig.Until(() => Status(http) == HttpStatusCode.OK, "healthy", Patience.Of(Seconds(7)));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(1000, true)]
    [InlineData(100, false)]
    public void A_fight_is_told_and_stays_within_the_write_budget(int everyMillis, bool adaptive)
    {
        var budget = ("router.rate_limiter.enabled", (object?)true);
        DaemonProcess daemon = Ready(adaptive, budget);
        using HttpClient http = _rig.Room.NewHttpClient();
        int before = _rig.LimitsSet(Down).Length;
        var clock = Stopwatch.StartNew();
        // Each time another value, as a controller of its own mind has it.
        for (int i = 1; clock.Elapsed < Seconds(15); i++)
        {
            string value = (300_000_000 + i * 1_000_000 % 200_000_000).ToString(null, null);
            _rig.World.Change(Tree, Down, "max-limit", value, "admin", RouterOsServer.Now);
            Thread.Sleep(everyMillis);
        }
        Assert.Contains("limit_fought_over", Get(http, "/health"), StringComparison.Ordinal);
        daemon.WaitForLine("again and again");
        int writes = _rig.LimitsSet(Down).Length - before;
        // The bucket, and what comes back in the time; the classic law's window has ten in a minute.
        Assert.InRange(writes, 2, adaptive ? 10 + 2 * 16 : 21);
        // What it wants by then depends on the delay that a busy machine adds: it is what the router must have.
        _rig.Until(
            () => Wanted(http) is var wanted && Math.Abs(Limit() - wanted) <= 0.1 * wanted,
            "the limit when the other is gone",
            Patience.Of(Seconds(70)));
    }

    [GeneratedRegex("wanctl_refused_writes_total\\{wan=\"cable\",direction=\"download\"\\} [1-9]")]
    private static partial Regex RefusedWrites();

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private DaemonProcess Ready(bool adaptive, params (string Path, object? Value)[] more)
    {
        Dictionary<string, object?> keys = Rig.Keys(more);
        if (adaptive)
            keys = new Dictionary<string, object?> { ["control.law"] = "adaptive" };
        DaemonProcess daemon = _rig.Run(_rig.File with { Extra = keys });
        daemon.WaitForLine("answering");
        daemon.WaitForLine("queues looked up");
        return daemon;
    }

    private double Limit() => _rig.World.LimitOf(Down).Mbps;

    private static double Wanted(HttpClient http)
    {
        using var state = JsonDocument.Parse(Get(http, "/api/state"));
        return state.RootElement.GetProperty("links")[0].GetProperty("download").GetProperty("wanted_mbps").GetDouble();
    }

    private static HttpStatusCode Status(HttpClient http)
    {
        try
        {
            using HttpResponseMessage answer = http.Send(Request("/health"));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static string Get(HttpClient http, string path)
    {
        using HttpResponseMessage answer = http.Send(Request(path));
        using var reader = new StreamReader(answer.Content.ReadAsStream());
        return reader.ReadToEnd();
    }

    private static HttpRequestMessage Request(string path) =>
        new(HttpMethod.Get, new Uri($"http://127.0.0.1:{Port}{path}"));
}
