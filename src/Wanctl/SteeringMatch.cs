using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;

namespace Wanctl;

/// <summary>Holds a steering file against the links of the same run.</summary>
internal static class SteeringMatch
{
    /// <summary>
    /// The settings with their router filled in: that of the file, or of the primary link; equal to a link's where both
    /// mean the same router, so that they share its connection.
    /// </summary>
    public static SteeringSettings Join(
        string path, SteeringSettings steering, IReadOnlyList<string> wans, IReadOnlyList<WanFile> files,
        List<string> problems)
    {
        if (files.Count == 0)
        {
            problems.Add($"{path}: found a steering file alone, wanted the files of its two links with it: "
                + $"wanctl run {steering.Primary}.yaml {steering.Alternate}.yaml {path}; "
                + "it works on their samples, and links of other processes are out of its reach");
            return steering;
        }
        LinkSettings? primary = Find(path, "topology.primary_wan", steering.Primary, files, problems);
        LinkSettings? alternate = Find(path, "topology.alternate_wan", steering.Alternate, files, problems);
        if (primary is null || alternate is null || problems.Count > 0)
            return steering;
        // A link that is only watched has a router that is only read.
        if (primary.DryRun || alternate.DryRun)
            steering = Watching(steering);
        if (steering.Interval != primary.Interval)
        {
            problems.Add(FormattableString.Invariant(
                $"{path}: measurement.interval_seconds: found {steering.Interval.Seconds}, ")
                + FormattableString.Invariant(
                $"wanted {primary.Interval.Seconds} as in {wans[0]}: it ticks with them"));
        }
        return steering with { Router = Router(path, steering, primary, wans, files, problems) };
    }

    private static SteeringSettings Watching(SteeringSettings steering) => steering with
    {
        Mode = steering.Mode == SteeringMode.Active ? SteeringMode.Observe : steering.Mode,
        LockFile = steering.LockFile is { } file ? DryRunFile.Of(file) : null,
    };

    private static LinkSettings? Find(
        string path, string key, string name, IReadOnlyList<WanFile> files, List<string> problems)
    {
        var names = new List<string>();
        foreach (WanFile file in files)
        {
            if (file.Link.Name == name)
                return file.Link;
            names.Add(file.Link.Name);
        }
        problems.Add($"{path}: {key}: found '{name}', wanted the wan_name of a file on the same command line: "
            + string.Join(" or ", names));
        return null;
    }

    private static RouterSettings? Router(
        string path, SteeringSettings steering, LinkSettings primary, IReadOnlyList<string> wans,
        IReadOnlyList<WanFile> files, List<string> problems)
    {
        if (steering.Router is not { } own)
        {
            if (primary.Router.Transport != RouterTransport.LinuxCake)
                return primary.Router;
            problems.Add($"{path}: router: found nothing, wanted the RouterOS device that has the mangle rule: "
                + $"the queues of '{primary.Name}' are those of this machine's kernel");
            return null;
        }
        ConfigSet.Flavour(path, own.Transport, problems);
        for (int i = 0; i < files.Count; i++)
        {
            RouterSettings router = files[i].Link.Router;
            if (router.Host != own.Host || router.Port != own.Port)
                continue;
            bool same = router.User == own.User && router.Password.Equals(own.Password)
                && router.Transport == own.Transport && router.CertificatePin == own.CertificatePin
                && router.CertificateAuthority == own.CertificateAuthority;
            if (!same)
            {
                problems.Add($"{path}: router: found another login to {own.Host}:{own.Port} than in {wans[i]}, "
                    + "wanted the same, or no group router: one router has one connection");
            }
            return router;
        }
        return own;
    }
}
