using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>Names what a clamp did to a wanted rate.</summary>
internal static class ClassicReasons
{
    /// <summary>The reason to report once a wanted rate has become an actual one.</summary>
    public static Reason AfterClamp(Reason reason, Rate before, Rate wanted, Rate after)
    {
        if (after > before && after > wanted)
            return Reason.FloorLift;
        if (after > wanted)
            return Reason.AtFloor;
        return after < wanted ? Reason.AtCeiling : reason;
    }
}
