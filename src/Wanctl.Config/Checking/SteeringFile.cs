using Wanctl.Config.Reading;

namespace Wanctl.Config.Checking;

/// <summary>Recognises the original's steering files by the groups that only they have.</summary>
internal static class SteeringFile
{
    /// <summary>The first group that only a steering file has; null where there is none.</summary>
    public static MapEntry? Marks(MapNode root)
    {
        foreach (MapEntry entry in root.Entries)
        {
            if (entry.Key is "topology" or "mangle_rule" or "cake_state_sources") return entry;
        }
        return null;
    }
}
