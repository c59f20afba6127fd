using Wanctl.Audit;
using Wanctl.Config;
using Wanctl.Core.Settings;

namespace Wanctl.Verbs;

/// <summary>
/// <c>wanctl check</c>: what would run, or every problem; with <c>--router</c> what the kernel has for it. Changes
/// nothing.
/// </summary>
internal static class CheckVerb
{
    private const string Usage = "wanctl check [--values] [--router] CONFIG...";

    public static int Execute(string[] args)
    {
        var paths = new List<string>();
        bool values = false;
        bool router = false;
        foreach (string word in args)
        {
            if (word == "--values")
                values = true;
            else if (word == "--router")
                router = true;
            else if (word.StartsWith('-'))
                return Help.Misused($"check has no option '{word}'", Usage);
            else
                paths.Add(word);
        }
        if (paths.Count == 0)
            return Help.Misused("check without a file", Usage);
        ConfigSet set = ConfigSet.Load(paths);
        foreach (string warning in set.Warnings)
            Console.Error.WriteLine("warning: " + warning);
        foreach (string problem in set.Problems)
            Console.Error.WriteLine(problem);
        if (set.Problems.Count > 0)
        {
            Console.Error.WriteLine(set.Problems.Count == 1 ? "1 problem" : $"{set.Problems.Count} problems");
            return ExitCode.Configuration;
        }
        for (int i = 0; i < paths.Count; i++)
        {
            string summary = set.Results[i].File is { } file ? Summary(file) : SteeringSummary.Of(set.Steering!);
            Console.Out.WriteLine($"{paths[i]}: {summary}");
            if (values)
                Print(set.Results[i].Values);
        }
        return router ? AuditReport.Print(set.WanPaths, set.Files, Console.Out, Console.Error) : ExitCode.Fine;
    }

    private static string Summary(WanFile file)
    {
        var link = file.Link;
        return FormattableString.Invariant(
            $"link {link.Name}, every {link.Interval.Millis:0.#} ms, law {link.Law}, ")
            + FormattableString.Invariant(
            $"download {link.Download.FloorRed.Mbps:0.##}-{link.Download.Ceiling.Mbps:0.##} Mbit/s, ")
            + FormattableString.Invariant(
            $"upload {link.Upload.FloorRed.Mbps:0.##}-{link.Upload.Ceiling.Mbps:0.##} Mbit/s, ")
            + $"{link.Probe.Reflectors.Count} reflectors, {Shaper(link)}";
    }

    private static string Shaper(LinkSettings link) => link.Router.Transport == RouterTransport.LinuxCake
        ? $"CAKE on {link.DownloadQueue} (download) and {link.UploadQueue} (upload)"
        : $"router {link.Router.Host}:{link.Router.Port}";

    private static void Print(IReadOnlyList<EffectiveValue> values)
    {
        foreach (EffectiveValue value in values)
            Console.Out.WriteLine($"  {value.Path} = {value.Value}   [{value.Source}]");
    }
}
