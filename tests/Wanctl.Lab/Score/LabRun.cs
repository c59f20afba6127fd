using System.IO;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Keep;
using Wanctl.Lab.Scenarios;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Score;

/// <summary>One recorded run: what really was, what the controller's ticks saw and chose, and the figures.</summary>
internal sealed class LabRun
{
    private LabRun(string folder, RunNotes notes, LabScenario scenario, RecordedLine line, TunnelRun run)
    {
        Folder = folder;
        Notes = notes;
        Scenario = scenario;
        Line = line;
        Run = run;
    }

    /// <summary>Where it was recorded.</summary>
    public string Folder { get; }

    /// <summary>What was run and how.</summary>
    public RunNotes Notes { get; }

    /// <summary>The scenario's file.</summary>
    public LabScenario Scenario { get; }

    /// <summary>Everything recorded, on the grid.</summary>
    public RecordedLine Line { get; }

    /// <summary>The same as a run in the wind tunnel, so that both get one scorecard and one page.</summary>
    public TunnelRun Run { get; }

    /// <summary>Reads a run's folder.</summary>
    public static LabRun Read(string folder)
    {
        var notes = new RunNotes(folder);
        ulong seed = (ulong)notes.Number("seed");
        double scale = notes.Number("scale");
        string path = Path.Combine(folder, "scenario", notes["scenario"] + ".txt");
        LabScenario lab = ScenarioReader.Read(path, scale, seed);
        Scenario scenario = TunnelTwin.Of(lab, scale, Duration.FromMillis(notes.Number("interval")));
        var line = RecordedLine.Read(folder, lab);
        List<JournalRecord> ticks = Ticks(folder, notes.Number("zero"), lab.Seconds);
        line.Want(ticks);
        var zones = new ZoneWatch();
        foreach (JournalRecord tick in ticks)
        {
            double seconds = (tick.Seen.Now - ticks[0].Seen.Now).Seconds;
            bool loaded = seconds >= scenario.LoadFrom;
            zones.See(tick.Chosen, loaded && scenario.DownFlows > 0, loaded && scenario.UpFlows > 0);
        }
        var run = new TunnelRun
        {
            Scenario = scenario,
            Law = notes["controller"],
            Seed = seed,
            Truth = line.Truth,
            Ticks = ticks,
            Score = ScoreKeeper.Of(scenario, line.Truth, zones, line.Writes),
        };
        return new LabRun(folder, notes, lab, line, run);
    }

    /// <summary>The journal's ticks from the scenario's beginning to its end; none of another controller.</summary>
    private static List<JournalRecord> Ticks(string folder, double zeroMillis, double seconds)
    {
        var ticks = new List<JournalRecord>();
        string path = Path.Combine(folder, "journal");
        if (!File.Exists(path) || JournalReader.Open(path, out _) is not { } opened)
            return ticks;
        using JournalReader reader = opened;
        double offset = reader.Header.WallOffsetNanos / 1e6 - zeroMillis;
        while (reader.TryRead(out _, out JournalRecord record))
        {
            double millis = (record.Seen.Now - default(Instant)).Millis + offset;
            if (millis >= 0 && millis < seconds * 1000)
                ticks.Add(record);
        }
        return ticks;
    }
}
