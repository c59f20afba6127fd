using Wanctl.Config.Reading;

namespace Wanctl.Config.Checking;

/// <summary>Recognises the original's steering files by the groups that only they have.</summary>
internal static class SteeringFile
{
    /// <summary>Reports a steering file as such, instead of every key of it as unknown.</summary>
    public static bool Refuse(MapNode root, Findings findings)
    {
        if (Marks(root) is not { } entry) return false;
        findings.Problem(
            entry.At, entry.Key, "a steering file", "a file of one WAN; this build controls rates only");
        return true;
    }

    /// <summary>The first group that only a steering file has; null where there is none.</summary>
    public static MapEntry? Marks(MapNode root)
    {
        foreach (MapEntry entry in root.Entries)
        {
            if (entry.Key is "steering" or "topology" or "mangle_rule" or "cake_state_sources") return entry;
        }
        return null;
    }
}
