using System.IO;
using System.Text.Json;
using Wanctl.Simulate;
using Wanctl.Simulation.Tunnel;
using Wanctl.Tests.Kit;
using Wanctl.Tests.Report;
using Wanctl.Verbs;

namespace Wanctl.Tests.Verbs;

/// <summary>The verb with hand-made runs: the adaptive law reaches its figures, the classic law does not.</summary>
public sealed class SimulateVerbTests : IDisposable
{
    private readonly List<TunnelJob> _made = [];
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Without_arguments_every_scenario_runs_with_the_adaptive_law()
    {
        Assert.Equal(ExitCode.Fine, Execute());
        Assert.Equal(2, _made.Count);
        Assert.All(_made, job => Assert.True(job is { Law: "adaptive", Seed: 1, Asked: true, Plotted: false }));
        Assert.Contains("8 ok", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missed_figure_of_the_asked_law_is_an_exit_code()
    {
        Assert.Equal(ExitCode.Missed, Execute("step", "--law", "classic"));
        Assert.Contains("65.3 missed", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_law_that_runs_beside_may_miss()
    {
        Assert.Equal(ExitCode.Fine, Execute("step", "--compare"));
        Assert.Equal(2, _made.Count);
        Assert.Contains("65.3 missed", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_count_up()
    {
        Execute("step", "--seed", "5", "--seeds", "3");
        _made.Sort((left, right) => left.Seed.CompareTo(right.Seed));
        Assert.Equal([5UL, 6, 7], _made.ConvertAll(job => job.Seed));
        Assert.Contains("3 seeds from 5 on", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_lines_are_run_beside_their_scenario()
    {
        Execute("--vary");
        _made.Sort((left, right) => string.CompareOrdinal(left.Scenario.Name, right.Scenario.Name));
        Assert.Equal(["walk", "walk, slower"], _made.ConvertAll(job => job.Scenario.Name));
        _made.Clear();
        Execute("step", "--vary");
        Assert.Equal(2, _made.Count);
    }

    [Fact]
    public void Another_interval_keeps_the_averages_time_constants()
    {
        Execute("step", "--interval", "100ms");
        Scenario scenario = Assert.Single(_made).Scenario;
        Assert.Equal(100, scenario.Settings.Interval.Millis);
        Assert.Equal(1 - 0.8 * 0.8, scenario.Settings.Thresholds.AlphaLoad, 12);
    }

    [Fact]
    public void Json_is_json_and_nothing_else()
    {
        Execute("--json", "--compare");
        using JsonDocument document = JsonDocument.Parse(_output.ToString());
        Assert.Equal(4, document.RootElement.GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void A_report_has_the_plots_of_all_laws_for_the_first_seed()
    {
        using var folder = new ScratchFolder();
        string path = folder.File("page.html");
        Assert.Equal(ExitCode.Fine, Execute("step", "--seeds", "2", "--report", path));
        Assert.Equal(4, _made.Count);
        Assert.Equal(2, _made.FindAll(job => job.Plotted && job.Seed == 1).Count);
        string page = File.ReadAllText(path);
        Assert.Equal(3, page.Split("<details class=\"pn\"").Length);
        Assert.Contains("Figures to reach", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_cannot_be_written_stops_it_before_the_runs()
    {
        Assert.Equal(ExitCode.Usage, Execute("--report", "/nowhere/at/all/page.html"));
        Assert.Empty(_made);
    }

    [Fact]
    public void Traces_make_a_scenario_of_their_own()
    {
        using var folder = new ScratchFolder();
        string path = folder.File("trace.csv");
        File.WriteAllText(path, "0,20\n1,10\n");
        Assert.Equal(ExitCode.Fine, Execute("--trace-down", path, "--trace-up", path));
        Assert.Equal(ExitCode.Fine, Execute("--trace-down", path, "--trace-bin", "20ms"));
        Assert.Equal(ExitCode.Fine, Execute("--trace-up", path, "--down", "80"));
        Assert.Equal(
            ["trace 15 50", "trace 15 20", "trace 80 50"], _made.ConvertAll(static job => job.Scenario.Name));
    }

    [Fact]
    public void A_recorded_line_runs_where_its_file_is_and_is_skipped_elsewhere()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(ExitCode.Usage, Execute("bus", "--traces", folder.Path));
        Assert.Empty(_made);
        Assert.Equal(ExitCode.Fine, Execute("--traces", folder.Path));
        Assert.Equal(["step", "walk"], _made.ConvertAll(static job => job.Scenario.Name));
        _made.Clear();
        File.WriteAllText(folder.File("bus.csv"), "0,20\n30,10\n");
        Assert.Equal(ExitCode.Fine, Execute("bus", "--traces", folder.Path));
        TunnelJob job = Assert.Single(_made);
        Assert.Equal("bus", job.Scenario.Name);
        Assert.Equal(30, job.Scenario.Length.Seconds);
        Assert.Equal(15, job.Scenario.UpCapacity(1).At(20) / 1e6);
    }

    [Fact]
    public void A_recording_that_cannot_be_understood_is_named()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("bus.csv"), "0,20\nx,10\n");
        RecordedLine line = new() { Name = "bus", Summary = "", Down = "bus.csv", Figures = [] };
        FormatException fault = Assert.Throws<FormatException>(
            () => RecordedFolder.Find(folder.Path).TryRead(line, out _));
        Assert.Equal(
            $"{folder.File("bus.csv")}: trace line 2: found 'x,10', wanted seconds,mbit_per_s with numbers from 0",
            fault.Message);
    }

    [Fact]
    public void A_recording_that_is_missing_has_a_reason_that_says_where_it_belongs()
    {
        using var folder = new ScratchFolder();
        RecordedLine line = new() { Name = "bus", Summary = "", Down = "bus.csv", Figures = [] };
        Assert.Null(RecordedFolder.Find(folder.Path).TryRead(line, out string reason));
        Assert.Contains(folder.File("bus.csv"), reason, StringComparison.Ordinal);
        Assert.Contains("--traces", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_that_cannot_be_used_is_said()
    {
        Assert.Equal(ExitCode.Usage, Execute("--trace-down", "/nowhere.csv", "--trace-up", "/nowhere.csv"));
        using var folder = new ScratchFolder();
        string path = folder.File("trace.csv");
        File.WriteAllText(path, "");
        Assert.Equal(ExitCode.Usage, Execute("--trace-down", path, "--trace-up", path));
        Assert.Empty(_made);
    }

    [Fact]
    public void A_list_names_all_there_is()
    {
        Assert.Equal(ExitCode.Fine, Execute("--list"));
        Assert.Contains("walk", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("bus.csv", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("laws: adaptive, classic", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_made);
    }

    private int Execute(params string[] args) => new SimulateVerb(
        new Workshop
        {
            Scenarios = [Runs.Empty("step").Scenario, Runs.Empty("walk").Scenario],
            Laws = ["adaptive", "classic"],
            Run = Run,
            Variants = scenario => [scenario with { Name = scenario.Name + ", slower" }],
            Varied = new HashSet<string> { "walk" },
            Recorded = [new RecordedLine { Name = "bus", Summary = "in a bus", Down = "bus.csv", Figures = [] }],
            FromTraces = (down, up, manner) => (down?.ReadLine() ?? up?.ReadLine()) is null
                ? throw new FormatException("an empty trace")
                : Runs.Empty($"trace {(down is null ? manner.DownMbps : manner.UpMbps)} {manner.BinMs}").Scenario,
        },
        _output,
        progress: null).Execute(args);

    private TunnelRun Run(TunnelJob job, ITunnelObserver? observer)
    {
        lock (_made)
            _made.Add(job);
        string name = job.Scenario.Name;
        TunnelRun run = job.Plotted ? Runs.Step(name, law: job.Law) : Runs.Empty(name, job.Law);
        foreach (TruthSample sample in observer is null ? [] : run.Truth)
            observer!.Saw(in sample);
        return run with { Score = Runs.Score(job.Law == "adaptive" ? 8 : 65.25) };
    }
}
