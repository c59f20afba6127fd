using System.IO;
using System.Net;
using System.Net.Sockets;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;
using Wanctl.Core.Settings;

namespace Wanctl.Config.Checking;

/// <summary>Files, ports and addresses that must not collide.</summary>
internal static class ServiceRules
{
    public static void Apply(ValueTable values)
    {
        PlaceState(values);
        SetDryRunApart(values);
        SeparatePorts(values);
        MatchFamilies(values);
        TellOpen(values, "health_check");
        TellOpen(values, "metrics");
    }

    /// <summary>On every address of the machine also means on the one toward the Internet.</summary>
    private static void TellOpen(ValueTable values, string section)
    {
        string host = $"{section}.host";
        if (values.Flag($"{section}.enabled") && values.Text(host) is "0.0.0.0" or "::")
        {
            values.Warn(host, "listens on every address of this machine, the Internet's too, and asks nobody who they "
                + "are; 127.0.0.1, or the address of one network, is safer");
        }
    }

    private static void PlaceState(ValueTable values)
    {
        if (values.Text("lock_file") is not { } lockFile) return;
        if (values.Misses("state_file"))
        {
            string directory = Path.GetDirectoryName(lockFile)!;
            string state = Path.Combine(directory, Path.GetFileNameWithoutExtension(lockFile) + "_state.json");
            Position at = values.PlaceOf("lock_file");
            values.Put("state_file", new ScalarNode(state, true, at), "default (beside lock_file)");
        }
        else if (values.Text("state_file") == lockFile)
        {
            values.Refuse("state_file", "the lock_file", "another file");
        }
    }

    /// <summary>A dry run has files of its own, whatever the keys name.</summary>
    private static void SetDryRunApart(ValueTable values)
    {
        if (!values.Flag("control.dry_run")) return;
        foreach (string path in (ReadOnlySpan<string>)["lock_file", "state_file"])
        {
            if (values.Text(path) is not { } file) continue;
            var own = new ScalarNode(DryRunFile.Of(file), true, values.PlaceOf(path));
            values.Put(path, own, $"{values.SourceOf(path)}, with {DryRunFile.Suffix} because of control.dry_run");
        }
    }

    private static void SeparatePorts(ValueTable values)
    {
        bool same = values.Flag("health_check.enabled") && values.Flag("metrics.enabled")
            && values.Text("health_check.host") == values.Text("metrics.host")
            && values.Text("health_check.port") is { } port && port == values.Text("metrics.port");
        if (same)
            values.Refuse("metrics.port", "the port of health_check", "another port");
    }

    private static void MatchFamilies(ValueTable values)
    {
        const string source = "ping_source_ip", hosts = $"{MonitoringKeys.Section}.ping_hosts";
        if (values.Text(source) is not { } own || values.Node(hosts) is not ListNode list) return;
        for (int i = 0; i < list.Items.Count; i++)
        {
            ScalarNode host = (ScalarNode)list.Items[i];
            if (FamilyOf(host.Text) != FamilyOf(own))
                values.Refuse(host.At, KeyPath.Item(hosts, i), host.Text, $"the address family of {source} ({own})");
        }
    }

    private static AddressFamily FamilyOf(string address) => IPAddress.Parse(address).AddressFamily;
}
