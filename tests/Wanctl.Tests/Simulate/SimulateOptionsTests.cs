using Wanctl.Simulate;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulate;

public sealed class SimulateOptionsTests
{
    private static readonly string[] Scenarios = ["step-4-flows", "cable-sag", "lte-walk"];
    private static readonly string[] Laws = ["adaptive", "classic", "cake-autorate"];

    [Fact]
    public void All_options_are_understood()
    {
        SimulateOptions options = Understood(
            "cable-sag", "--law", "adaptive,classic", "--seed", "7", "--seeds", "3", "--interval", "100ms",
            "--trace-down", "d.csv", "--trace-up", "u.csv", "--traces", "t", "--trace-bin", "20ms", "--json",
            "--report", "x.html", "--list", "--compare", "lte-walk", "--probes", "responder");
        Assert.Equal(["cable-sag", "lte-walk"], options.Scenarios);
        Assert.Equal(["adaptive", "classic"], options.Laws);
        Assert.Equal(7UL, options.Seed);
        Assert.Equal(3, options.Seeds);
        Assert.Equal(100, options.Interval?.Millis);
        Assert.Equal("d.csv", options.TraceDown);
        Assert.Equal("u.csv", options.TraceUp);
        Assert.Equal("t", options.Traces);
        Assert.Equal(20, options.Manner.BinMs);
        Assert.Equal(ProbeKind.Responder, options.Probes);
        Assert.Equal("x.html", options.Report);
        Assert.True(options is { Json: true, List: true, Compare: true });
    }

    [Fact]
    public void Without_options_the_adaptive_law_runs_every_scenario_once()
    {
        SimulateOptions options = Understood();
        Assert.Empty(options.Scenarios);
        Assert.Equal(["adaptive"], options.Laws);
        Assert.Equal(1, options.Seeds);
        Assert.Null(options.Interval);
        Assert.Equal(ProbeKind.Echo, options.Probes);
        Assert.True(options is { Json: false, List: false, Compare: false, Vary: false, Report: null });
    }

    [Fact]
    public void Other_lines_are_run_where_they_are_asked_for() =>
        Assert.True(Understood("--vary").Vary);

    [Theory]
    [InlineData("20ms", 20)]
    [InlineData("62.5ms", 62.5)]
    [InlineData("0.1s", 100)]
    [InlineData("1s", 1000)]
    public void An_interval_has_a_unit(string value, double millis) =>
        Assert.Equal(millis, Understood("--interval", value).Interval?.Millis);

    [Theory]
    [InlineData("--interval", "50")]
    [InlineData("--interval", "19ms")]
    [InlineData("--interval", "1001ms")]
    [InlineData("--interval", "NaNs")]
    [InlineData("--interval", "ms")]
    [InlineData("--interval", "-50ms")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "x")]
    [InlineData("--seeds", "0")]
    [InlineData("--seeds", "1001")]
    [InlineData("--speed", "2")]
    [InlineData("--probes", "stamp")]
    [InlineData("--probes", "")]
    [InlineData("--law", "")]
    [InlineData("--law", "classic,")]
    [InlineData("--trace-bin", "20ms")]
    [InlineData("--trace-bin", "0ms")]
    [InlineData("--trace-bin", "1.5ms")]
    [InlineData("--trace-bin", "11s")]
    [InlineData("--up", "15")]
    [InlineData("--up", "0")]
    [InlineData("--up", "fast")]
    [InlineData("--down", "50")]
    [InlineData("--down", "-1")]
    public void What_is_wrong_is_named(string option, string value) =>
        Assert.Contains(option == "--law" ? "law" : option, Problem(option, value), StringComparison.Ordinal);

    [Fact]
    public void The_direction_without_a_trace_is_constant()
    {
        Assert.Equal(new TraceManner(), Understood("--trace-down", "d.csv").Manner);
        Assert.Equal(8.5, Understood("--trace-down", "d.csv", "--up", "8.5").Manner.UpMbps);
        Assert.Equal(80, Understood("--trace-up", "u.csv", "--down", "80").Manner.DownMbps);
    }

    [Theory]
    [InlineData("--trace-up", "--up", "--trace-down")]
    [InlineData("--trace-down", "--down", "--trace-up")]
    public void A_constant_beside_a_trace_of_its_direction_is_a_mistake(string trace, string constant, string other)
    {
        Assert.Contains(other, Problem(trace, "a.csv", constant, "20"), StringComparison.Ordinal);
        Assert.Contains("as well", Problem(trace, "a.csv", other, "b.csv", constant, "20"), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_lines_bring_their_own_intervals() =>
        Assert.Contains("--interval", Problem("--vary", "--interval", "100ms"), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_scenario_gets_the_nearest_name_and_the_list() => Assert.Equal(
        "there is no scenario 'cable-sga' (did you mean cable-sag?); there are step-4-flows, cable-sag, lte-walk",
        Problem("cable-sga"));

    [Fact]
    public void An_unknown_law_gets_the_nearest_name_and_the_list() => Assert.Equal(
        "there is no law 'clasic' (did you mean classic?); there are adaptive, classic, cake-autorate",
        Problem("--law", "adaptive,clasic"));

    [Theory]
    [InlineData("--seed")]
    [InlineData("--seeds")]
    [InlineData("--law")]
    [InlineData("--interval")]
    [InlineData("--report")]
    [InlineData("--trace-up")]
    [InlineData("--traces")]
    [InlineData("--trace-bin")]
    [InlineData("--up")]
    public void A_value_that_is_missing_is_named(string option) =>
        Assert.Contains("nothing", Problem(option), StringComparison.Ordinal);

    private static SimulateOptions Understood(params string[] args)
    {
        bool fine = SimulateOptions.TryParse(args, Scenarios, Laws, out SimulateOptions options, out string problem);
        Assert.True(fine, problem);
        return options;
    }

    private static string Problem(params string[] args)
    {
        Assert.False(SimulateOptions.TryParse(args, Scenarios, Laws, out _, out string problem));
        return problem;
    }
}
