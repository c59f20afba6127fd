using System.IO;
using Wanctl.Core.Journal;
using Wanctl.Core.Settings;
using Wanctl.Replay;

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
        using Stream output = Console.OpenStandardOutput();
        foreach (Recording recording in recordings)
        {
            if (LawProblem(recording, options.Law) is { } missing)
            {
                Console.Error.WriteLine(missing);
                return ExitCode.Configuration;
            }
            var run = new ReplayRun(recording, options.Law);
            run.Run(null);
            differs |= run.Differences > 0;
            if (options.Json)
                ReplayJson.Write(output, recording, run);
            else
                ReplayText.Write(Console.Out, recording, run);
        }
        if (problems.Count > 0)
            return ExitCode.Configuration;
        return differs ? ExitCode.Differs : ExitCode.Fine;
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
        using var output = new StreamWriter(Console.OpenStandardOutput());
        if (TableReplay.Run(settings, table, reader, output) is not { } found)
            return ExitCode.Fine;
        output.Flush();
        Console.Error.WriteLine(found);
        return ExitCode.Configuration;
    }
}
