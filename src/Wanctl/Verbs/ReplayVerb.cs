using System.IO;
using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Settings;
using Wanctl.Replay;
using Wanctl.Report;

namespace Wanctl.Verbs;

/// <summary><c>wanctl replay</c>: decides again on what was recorded; contacts nobody.</summary>
internal static class ReplayVerb
{
    public static int Execute(string[] args)
    {
        if (!ReplayOptions.TryParse(args, out ReplayOptions options, out string problem))
            return Help.Misused(problem, ReplayOptions.Usage);
        try
        {
            return options.Csv is { } table ? Table(table, options) : Journals(options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"wanctl: {exception.Message}");
            return ExitCode.Configuration;
        }
    }

    private static int Journals(ReplayOptions options)
    {
        var problems = new List<string>();
        List<Recording> recordings = Recording.Find(options.Paths, problems);
        foreach (string problem in problems)
            Console.Error.WriteLine(problem);
        bool differs = false;
        // Opened before the replay: nobody wants to hear after minutes that the page cannot be written.
        using TextWriter? page = options.Report is null
            ? null
            : new StreamWriter(options.Report, append: false, new UTF8Encoding(false));
        var panels = new List<ReportPanel>();
        using Stream output = Console.OpenStandardOutput();
        foreach (Recording recording in recordings)
        {
            if (LawProblem(recording, options.Law) is { } missing)
            {
                Console.Error.WriteLine(missing);
                return ExitCode.Configuration;
            }
            var run = new ReplayRun(recording, options.Law);
            if (page is null)
                run.Run(null);
            else
                panels.AddRange(Drawn(recording, run));
            differs |= run.Differences > 0;
            if (options.Json)
                ReplayJson.Write(output, recording, run);
            else
                ReplayText.Write(Console.Out, recording, run);
        }
        if (page is not null)
            Write(page, options, panels);
        if (problems.Count > 0)
            return ExitCode.Configuration;
        return differs ? ExitCode.Differs : ExitCode.Fine;
    }

    /// <summary>Runs it and draws what was decided; where another law is tried, that beside it.</summary>
    private static IEnumerable<ReportPanel> Drawn(Recording recording, ReplayRun run)
    {
        JournalPanel? recorded = null;
        JournalPanel? replayed = null;
        run.Run((LinkSettings settings, in JournalRecord record, in Decision chosen) =>
        {
            recorded ??= new JournalPanel(settings);
            recorded.Take(in record);
            if (!run.TriesLaw)
                return;
            replayed ??= new JournalPanel(settings, openLoop: true);
            replayed.Take(new JournalRecord { Seen = record.Seen, Chosen = chosen });
        });
        if (recorded is not null)
            yield return recorded.Build(run.Recorded.Law + ", recorded") with { Open = true };
        if (replayed is not null)
            yield return replayed.Build(run.Replayed.Law + ", open loop") with { Open = true };
    }

    private static void Write(TextWriter page, ReplayOptions options, List<ReportPanel> panels)
    {
        PageWriter.Write(page, new ReportPage
        {
            Title = "wanctl replay",
            Subtitle = options.Law is null
                ? $"wanctl {Help.Version}; what was recorded."
                : $"wanctl {Help.Version}; open loop: what the line would have answered is not known.",
            Panels = panels,
        });
        if (!options.Json)
            Console.Out.WriteLine($"\nplots: {options.Report}");
    }

    private static string? LawProblem(Recording recording, RateLawKind? law)
    {
        foreach ((string path, JournalHeader header) in recording.Segments)
        {
            LinkSettings settings = header.Settings;
            if (Laws.Problem(settings with { Law = law ?? settings.Law }) is { } problem)
                return $"{path}:1: {problem}";
        }
        return null;
    }

    private static int Table(string table, ReplayOptions options)
    {
        // Nothing here talks to a router, so a password that is not at hand must not stand in the way.
        ConfigSet set = ConfigSet.Load(options.Paths, name => Environment.GetEnvironmentVariable(name) ?? "unset");
        foreach (string problem in set.Problems)
            Console.Error.WriteLine(problem);
        if (set.Problems.Count > 0)
            return ExitCode.Configuration;
        LinkSettings settings = set.Files[0].Link;
        settings = settings with { Law = options.Law ?? settings.Law };
        if (Laws.Problem(settings) is { } missing)
        {
            Console.Error.WriteLine($"{options.Paths[0]}:1: {missing}");
            return ExitCode.Configuration;
        }
        using StreamReader reader = File.OpenText(table);
        // Not the console's own writer, which flushes after each of some thousand rows.
        using var exact = new StreamWriter(Console.OpenStandardOutput());
        using var output = new PlainWriter(exact);
        if (TableReplay.Run(settings, table, reader, output) is not { } found)
            return ExitCode.Fine;
        output.Flush();
        Console.Error.WriteLine(found);
        return ExitCode.Configuration;
    }
}
