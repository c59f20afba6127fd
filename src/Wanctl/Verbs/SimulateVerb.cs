using System.IO;
using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Report;
using Wanctl.Simulate;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Verbs;

/// <summary><c>wanctl simulate</c>: laws in the wind tunnel, their scorecard, and a page with plots.</summary>
/// <param name="shop">What there is to simulate with.</param>
/// <param name="output">Where the tables go.</param>
/// <param name="progress">Where the progress goes, one line that is rewritten; null for nowhere.</param>
internal sealed class SimulateVerb(Workshop shop, TextWriter output, TextWriter? progress)
{
    public const string Usage =
        "wanctl simulate [SCENARIO...] [--law L[,L]] [--compare] [--vary] [--seed N] [--seeds N] [--interval 50ms]"
        + " [--probes KIND] [--trace-down FILE] [--trace-up FILE] [--down MBPS | --up MBPS] [--trace-bin 50ms]"
        + " [--traces FOLDER] [--json] [--report FILE.html] [--list]";

    /// <summary>What takes longer runs where it is named only: a day takes half a minute of each core.</summary>
    private static readonly Duration s_longest = Duration.FromSeconds(3600);

    /// <summary>Does what a command line asks for.</summary>
    public int Execute(string[] args)
    {
        List<string> names = [];
        foreach (Scenario scenario in shop.Scenarios)
            names.Add(scenario.Name);
        foreach (RecordedLine line in shop.Recorded)
            names.Add(line.Name);
        if (!SimulateOptions.TryParse(args, names, shop.Laws, out SimulateOptions options, out string problem))
            return Help.Misused(problem, Usage);
        if (options.List)
            return List();
        try
        {
            List<Scenario> scenarios = Scenarios(options);
            if (scenarios.Count == 0)
                return ExitCode.Usage;
            // Opened before the runs: nobody wants to hear after minutes that the page cannot be written.
            using TextWriter? page = options.Report is null
                ? null
                : new StreamWriter(options.Report, append: false, new UTF8Encoding(false));
            return Execute(options, scenarios, page);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine("wanctl: " + exception.Message);
            return ExitCode.Usage;
        }
    }

    private int List()
    {
        foreach (Scenario scenario in shop.Scenarios)
        {
            string seconds = scenario.Length.Seconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
            output.WriteLine($"{scenario.Name,-24} {seconds,5} s  {scenario.Summary}");
        }
        foreach (RecordedLine line in shop.Recorded)
        {
            output.WriteLine(
                $"{line.Name,-24}   file  {line.Summary} (--traces: {string.Join(", ", line.Files)})");
        }
        output.WriteLine("laws: " + string.Join(", ", shop.Laws));
        return ExitCode.Fine;
    }

    private int Execute(SimulateOptions options, List<Scenario> scenarios, TextWriter? page)
    {
        List<string> laws = [.. options.Laws];
        foreach (string law in shop.Laws)
        {
            if ((options.Compare || page is not null) && !laws.Contains(law))
                laws.Add(law);
        }
        var jobs = new List<TunnelJob>();
        foreach (Scenario scenario in scenarios)
        {
            foreach (string law in laws)
            {
                for (int i = 0; i < options.Seeds; i++)
                {
                    ulong seed = options.Seed + (ulong)i;
                    jobs.Add(new TunnelJob(
                        scenario, law, seed, options.Laws.Contains(law), Plotted: page is not null && i == 0));
                }
            }
        }
        var crew = new TunnelCrew(shop.Run, (job, done) =>
            progress?.Write($"\r\e[K{done}/{jobs.Count} {PlainWriter.Escape(job.Scenario.Name)}, "
                + $"{job.Law}, seed {job.Seed}"));
        TunnelOutcome[] outcomes = crew.Work(jobs, Environment.ProcessorCount);
        progress?.Write("\r\e[K");
        Tell(options, laws, outcomes, page);
        return ScoreTables.AllReached(outcomes) ? ExitCode.Fine : ExitCode.Missed;
    }

    private List<Scenario> Scenarios(SimulateOptions options)
    {
        var scenarios = new List<Scenario>();
        foreach (Scenario scenario in shop.Scenarios)
        {
            if (Wanted(options, scenario.Name, scenario.Length))
                Add(scenario);
        }
        RecordedFolder folder = RecordedFolder.Find(options.Traces);
        foreach (RecordedLine line in shop.Recorded)
        {
            if (!Wanted(options, line.Name, Duration.Zero))
                continue;
            if (folder.TryRead(line, out string reason) is { } scenario)
                Add(scenario);
            else
                Console.Error.WriteLine($"wanctl: skipped {line.Name}: {PlainWriter.Escape(reason)}");
        }
        if (options.Traced)
        {
            using StreamReader? down = Open(options.TraceDown);
            using StreamReader? up = Open(options.TraceUp);
            Add(shop.FromTraces(down, up, options.Manner));
        }
        return scenarios;

        void Add(Scenario scenario)
        {
            scenarios.Add(At(options, scenario));
            if (!options.Vary)
                return;
            foreach (Scenario variant in shop.Variants(scenario))
                scenarios.Add(At(options, variant));
        }
    }

    /// <summary>Whether a scenario was named, or belongs to what runs where nothing is.</summary>
    private bool Wanted(SimulateOptions options, string name, Duration length) =>
        options.Scenarios.Contains(name)
        || (options.Scenarios.Count == 0 && !options.Traced && length <= s_longest
            && (!options.Vary || shop.Varied.Contains(name)));

    private static StreamReader? Open(string? path) => path is null ? null : File.OpenText(path);

    private void Tell(SimulateOptions options, List<string> laws, TunnelOutcome[] outcomes, TextWriter? page)
    {
        string note = options.Seeds == 1
            ? $"Seed {options.Seed}."
            : $"{Amount.Of(options.Seeds, "seed")} from {options.Seed} on: the mean, and in brackets the worst.";
        if (options.Vary)
            note += " In brackets beside a figure: the bound that holds there; * where the law is slow, not the line.";
        if (options.Traced)
            note += " With traces: ceilings are the traces' peaks, floors a tenth of their means.";
        ReportTable figures = ScoreTables.Figures(outcomes, laws, note);
        ReportTable measured = ScoreTables.Measured(outcomes, note);
        ReportTable? split = options.Probes == ProbeKind.Echo ? null : ScoreTables.Split(outcomes, note);
        if (options.Json)
        {
            using var json = new MemoryStream();
            ScoreJson.Write(json, outcomes, Help.Version);
            output.WriteLine(Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
        }
        else
        {
            TableText.Write(output, measured);
            output.WriteLine();
            TableText.Write(output, figures);
            if (split is not null)
            {
                output.WriteLine();
                TableText.Write(output, split);
            }
        }
        if (page is null)
            return;
        PageWriter.Write(page, Page(laws, outcomes, split is null ? [figures, measured] : [figures, measured, split]));
        if (!options.Json)
            output.WriteLine($"\nplots: {options.Report}");
    }

    private static ReportPage Page(List<string> laws, TunnelOutcome[] outcomes, IReadOnlyList<ReportTable> tables)
    {
        var panels = new List<ReportPanel>();
        foreach (TunnelOutcome outcome in outcomes)
        {
            if (outcome.Panel is { } panel)
                panels.Add(panel);
        }
        return new ReportPage
        {
            Title = "wanctl in the wind tunnel",
            Subtitle = $"wanctl {Help.Version}; laws: {string.Join(", ", laws)}. Those of others are models.",
            Tables = tables,
            Panels = panels,
        };
    }

    /// <summary>A scenario at the interval and with the probes that were asked for.</summary>
    private static Scenario At(SimulateOptions options, Scenario scenario)
    {
        if (options.Interval is { } interval)
            scenario = ScenarioVariant.Interval(scenario, interval.Millis);
        return options.Probes == scenario.Probes ? scenario : scenario with { Probes = options.Probes };
    }
}
