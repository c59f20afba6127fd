using System.IO;
using System.Linq;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Flavours;
using Wanctl.Host.Cake;
using Wanctl.Host.Keep;
using Wanctl.Host.Router;
using Wanctl.Release;

namespace Wanctl.Verbs;

/// <summary>
/// <c>wanctl release</c>: the limits as they would be without wanctl. Needs the files and nothing else: no daemon, no
/// state.
/// </summary>
internal static class ReleaseVerb
{
    public static int Execute(string[] args)
    {
        if (!ReleaseOptions.TryParse(args, out ReleaseOptions options, out string misuse))
            return Help.Misused(misuse, ReleaseOptions.Usage);
        IReadOnlyList<string> given = ConfigPaths.OrUsual(options.Paths, "release", out string missing);
        if (missing.Length > 0)
            return Help.Misused(missing, ReleaseOptions.Usage);
        if (!ConfigPaths.TryExpand(given, out string[] paths, out string unusable))
        {
            Console.Error.WriteLine(unusable);
            return ExitCode.Configuration;
        }
        options = options with { Paths = paths };
        ConfigSet set = ConfigSet.Load(options.Paths);
        foreach (string problem in set.Problems)
            Console.Error.WriteLine(problem);
        if (set.Problems.Count > 0)
            return ExitCode.Configuration;
        LinkSettings[] links = [.. set.Files.Select(file => file.Link)];
        if (!options.DryRun && Held(links, set.Steering) is { } holder)
        {
            if (!options.Force)
            {
                Console.Error.WriteLine($"wanctl (process {holder}) is running and would set the limits again at once. "
                    + $"Stop it first: systemctl stop wanctl, or kill {holder}. "
                    + "With --force the limits are set all the same");
                return ExitCode.Locked;
            }
            Console.Error.WriteLine($"warning: wanctl (process {holder}) is running and will set the limits again");
        }
        using var locks = new LockSet();
        // Whoever may not write to the lock's folder may still be allowed to set limits.
        if (!options.DryRun)
            locks.TryTake(links, set.Steering, out _);
        return Release(options, set);
    }

    private static bool IsOf(SteeringSettings steering, LinkSettings link) =>
        link.Name == steering.Primary || link.Name == steering.Alternate;

    private static string? Held(LinkSettings[] links, SteeringSettings? steering)
    {
        if (steering?.LockFile is { } file && LockFile.HolderOf(file) is { } steerer)
            return steerer;
        foreach (LinkSettings link in links)
        {
            if (LockFile.HolderOf(link.LockFile) is { } holder)
                return holder;
        }
        return null;
    }

    /// <summary>One router that is away must not keep the other's limits low.</summary>
    private static int Release(ReleaseOptions options, ConfigSet set)
    {
        var tally = new ReleaseTally(options.DryRun, Console.Out, Console.Error);
        for (int i = 0; i < set.Files.Count; i++)
        {
            LinkSettings link = set.Files[i].Link;
            string path = set.WanPaths[i];
            bool write = !options.DryRun && (!link.DryRun || options.Force);
            if (link.DryRun && !options.DryRun && !options.Force)
                Console.Error.WriteLine($"{path}: control.dry_run is true, so nothing is written");
            tally.Try(path, () =>
            {
                foreach (ReleasedLimit limit in Release(path, link, write))
                    tally.Add(limit.ToString(), limit.Fine);
            });
        }
        // Without a router of its own steering is about a dry run alone.
        if (set.Steering is { Router: { } router } steering)
        {
            tally.Try(set.SteeringPath, () =>
            {
                using RouterClient client = RouterClient.Open(router, Dialers.For(router.Transport));
                bool dry = set.Files.Any(file => file.Link.DryRun && IsOf(steering, file.Link));
                var release = new RuleRelease(client, !options.DryRun && (!dry || options.Force));
                foreach (string comment in steering.RuleComments)
                {
                    ReleasedRule rule = release.Release(set.SteeringPath, comment);
                    tally.Add(rule.ToString(), rule.Fine);
                }
            });
        }
        return tally.End();
    }

    private static List<ReleasedLimit> Release(string path, LinkSettings link, bool write)
    {
        if (link.Router.Transport == RouterTransport.LinuxCake)
        {
            using var kernel = new KernelReader();
            return [.. new KernelRelease(kernel, write).Release(path, link)];
        }
        using RouterClient client = RouterClient.Open(link.Router, Dialers.For(link.Router.Transport));
        return [.. new RouterRelease(client, write).Release(path, link)];
    }
}
