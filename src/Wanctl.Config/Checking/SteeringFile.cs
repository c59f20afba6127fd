using Wanctl.Config.Reading;

namespace Wanctl.Config.Checking;

/// <summary>Recognises the original's steering files by the groups that only they have.</summary>
internal static class SteeringFile
{
    /// <summary>Reports a steering file as such, instead of every key of it as unknown.</summary>
    public static bool Refuse(MapNode root, Findings findings)
    {
        foreach (MapEntry entry in root.Entries)
        {
            if (entry.Key is not ("steering" or "topology" or "mangle_rule" or "cake_state_sources")) continue;
            findings.Problem(
                entry.At, entry.Key, "a steering file", "a file of one WAN; this build controls rates only");
            return true;
        }
        return false;
    }
}
