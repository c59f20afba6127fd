using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Flavours;
using Wanctl.Host.Net;

namespace Wanctl;

/// <summary>The configuration files of one process, read and held against each other.</summary>
internal sealed class ConfigSet
{
    private ConfigSet(IReadOnlyList<WanFile> loaded, IReadOnlyList<LoadResult> results, IReadOnlyList<string> problems)
    {
        Loaded = loaded;
        Results = results;
        Problems = problems;
    }

    /// <summary>One a WAN, in the order of the command line; empty where there are problems.</summary>
    public IReadOnlyList<WanFile> Files { get; private init; } = [];

    /// <summary>The path of each of <see cref="Files"/>.</summary>
    public IReadOnlyList<string> WanPaths { get; private init; } = [];

    /// <summary>What steering runs on, with its router filled in; null where no file is about it.</summary>
    public SteeringSettings? Steering { get; private init; }

    /// <summary>The path of the steering file; empty where there is none.</summary>
    public string SteeringPath { get; private init; } = "";

    /// <summary>The files that can be read, even where they do not fit together.</summary>
    public IReadOnlyList<WanFile> Loaded { get; }

    /// <summary>What each file gave.</summary>
    public IReadOnlyList<LoadResult> Results { get; }

    /// <summary>Every problem of every file, a line each; empty where all is well.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>What could not be read of the file of secrets.</summary>
    private IReadOnlyList<string> Outside { get; init; } = [];

    /// <summary>Every warning of every file, a line each.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            foreach (string fault in Outside)
                yield return fault;
            foreach (LoadResult result in Results)
            {
                foreach (Warning warning in result.Warnings)
                    yield return warning.ToString();
            }
        }
    }

    /// <summary>The same with problems that files can only have on this machine.</summary>
    public ConfigSet With(IReadOnlyList<string> more) => more.Count == 0 ? this
        : new ConfigSet(Loaded, Results, [.. Problems, .. more]) { Outside = Outside };

    /// <summary>
    /// Reads the files with what the process's environment and the service's file of secrets say; nothing is thrown
    /// for what they hold.
    /// </summary>
    public static ConfigSet Load(IReadOnlyList<string> paths) => Load(paths, new Surroundings());

    /// <summary>Reads the files with surroundings of the caller's.</summary>
    public static ConfigSet Load(IReadOnlyList<string> paths, Surroundings surroundings)
    {
        ConfigSet set = Load(paths, surroundings.Find);
        bool unread = set.Problems.Count > 0 && surroundings.Trouble.Length > 0;
        return new ConfigSet(
            set.Loaded, set.Results, unread ? [.. set.Problems, surroundings.Trouble] : set.Problems)
        {
            Files = set.Files, WanPaths = set.WanPaths, Steering = set.Steering, SteeringPath = set.SteeringPath,
            Outside = surroundings.Faults,
        };
    }

    /// <summary>Reads the files with an environment of the caller's.</summary>
    public static ConfigSet Load(IReadOnlyList<string> paths, Func<string, string?> environment)
    {
        var files = new List<WanFile>();
        var wans = new List<string>();
        var results = new List<LoadResult>();
        var problems = new List<string>();
        SteeringSettings? steering = null;
        string steeringPath = "";
        foreach (string path in paths)
        {
            LoadResult result = ConfigLoader.Load(path, environment);
            results.Add(result);
            foreach (Problem problem in result.Problems)
                problems.Add(problem.ToString());
            if (result.File is { } file)
            {
                files.Add(file);
                wans.Add(path);
            }
            if (result.Steering is not { } found)
                continue;
            if (steering is not null)
                problems.Add($"{path}: found a second steering file beside {steeringPath}, wanted one in a process");
            steering ??= found;
            steeringPath = steeringPath.Length == 0 ? path : steeringPath;
        }
        if (problems.Count == 0)
            HoldTogether(wans, files, problems);
        if (problems.Count == 0 && steering is not null)
            steering = SteeringMatch.Join(steeringPath, steering, wans, files, problems);
        return problems.Count > 0
            ? new ConfigSet(files, results, problems)
            : new ConfigSet(files, results, problems)
            {
                Files = files, WanPaths = wans, Steering = steering, SteeringPath = steeringPath,
            };
    }

    private static void HoldTogether(IReadOnlyList<string> paths, List<WanFile> files, List<string> problems)
    {
        for (int i = 0; i < files.Count; i++)
        {
            LinkSettings link = files[i].Link;
            Flavour(paths[i], link.Router.Transport, problems);
            for (int j = 0; j < i; j++)
                HoldTogether(paths[j], files[j].Link, paths[i], link, problems);
        }
    }

    private static void HoldTogether(
        string path, LinkSettings link, string otherPath, LinkSettings other, List<string> problems)
    {
        if (link.Name == other.Name)
            problems.Add(Clash(otherPath, "wan_name", other.Name, path, "a name of its own"));
        if (link.Interval != other.Interval)
            problems.Add($"{otherPath}: cycle_interval_seconds: found {other.Interval.Seconds}, "
                + $"wanted {link.Interval.Seconds} as in {path}: one process has one grid");
        // This machine's kernel has neither host nor port, and is the same for all links that it shapes.
        bool sameRouter = link.Router.Host == other.Router.Host && link.Router.Port == other.Router.Port;
        if (!sameRouter)
            return;
        bool kernel = link.Router.Transport == RouterTransport.LinuxCake;
        (string key, string wanted) = kernel
            ? ("cake", "interfaces that no other link shapes")
            : ("queues", "queues that no other link moves");
        foreach (string queue in new[] { other.DownloadQueue, other.UploadQueue })
        {
            if (queue == link.DownloadQueue || queue == link.UploadQueue)
                problems.Add(Clash(otherPath, key, queue, path, wanted));
        }
    }

    private static string Clash(string path, string key, string value, string otherPath, string wanted) =>
        $"{path}: {key}: found '{value}' as in {otherPath}, wanted {wanted}";

    /// <summary>Whether this build speaks a transport.</summary>
    internal static void Flavour(string path, RouterTransport transport, List<string> problems)
    {
        if (transport == RouterTransport.LinuxCake)
            return;
        try
        {
            Dialers.For(transport);
        }
        catch (DialException exception)
        {
            problems.Add($"{path}: {exception.Message}");
        }
    }
}
