using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;

namespace Wanctl;

/// <summary>Which settings may change while the daemon runs, and which need a start.</summary>
internal static class ReloadRules
{
    /// <summary>
    /// The keys in which two settings of a link differ and which only a start can take up; empty
    /// where all changes can be taken up at once (bounds, steps, thresholds, averages, the law).
    /// </summary>
    public static IReadOnlyList<string> NeedStart(WanFile file, WanFile other)
    {
        (LinkSettings running, LinkSettings wanted) = (file.Link, other.Link);
        var keys = new List<string>();
        Add(keys, "wan_name", running.Name != wanted.Name);
        Add(keys, "cycle_interval_seconds", running.Interval != wanted.Interval);
        Add(keys, "router", running.Router != wanted.Router);
        bool kernel = running.Router.Transport == RouterTransport.LinuxCake;
        bool moved = running.DownloadQueue != wanted.DownloadQueue || running.UploadQueue != wanted.UploadQueue
            || running.Target != wanted.Target;
        Add(keys, kernel ? "cake" : "queues", moved);
        Add(keys, "router.rate_limiter", running.Writes != wanted.Writes);
        Add(keys, "router.write_budget", running.Writes != wanted.Writes);
        Add(keys, "lock_file", running.LockFile != wanted.LockFile);
        Add(keys, "state_file", running.StateFile != wanted.StateFile);
        Add(keys, "control.dry_run", running.DryRun != wanted.DryRun);
        Add(keys, "ping_hosts", !Same(running.Probe.Reflectors, wanted.Probe.Reflectors));
        Add(keys, "ping_source_ip", running.Probe.SourceAddress != wanted.Probe.SourceAddress);
        Add(keys, "ping_interface", running.Probe.Interface != wanted.Probe.Interface);
        Add(keys, "timeouts.ping", running.Probe.Timeout != wanted.Probe.Timeout);
        Add(keys, "fallback_checks", !Same(running.Fallback, wanted.Fallback));
        Add(keys, "logging", file.Log != other.Log);
        Add(keys, "health_check", file.Health != other.Health);
        Add(keys, "metrics", file.Metrics != other.Metrics);
        return keys;
    }

    /// <summary>Whether a key is one of these, or stands below one of them.</summary>
    public static bool Covers(IReadOnlyList<string> keys, string path)
    {
        foreach (string key in keys)
        {
            if ($".{path}.".Contains($".{key}.", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>Whether steering would run on the same.</summary>
    public static bool Same(SteeringSettings? running, SteeringSettings? wanted)
    {
        if (running is null || wanted is null)
            return running is null && wanted is null;
        return Same(running.RuleComments, wanted.RuleComments)
            && running with { RuleComments = wanted.RuleComments } == wanted;
    }

    private static void Add(List<string> keys, string key, bool differs)
    {
        if (differs)
            keys.Add(key);
    }

    private static bool Same(FallbackSettings left, FallbackSettings right) =>
        left with { TcpTargets = right.TcpTargets } == right && Same(left.TcpTargets, right.TcpTargets);

    private static bool Same<T>(IReadOnlyList<T> left, IReadOnlyList<T> right)
        where T : IEquatable<T>
    {
        if (left.Count != right.Count)
            return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (!left[i].Equals(right[i]))
                return false;
        }
        return true;
    }
}
