using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Kit;

/// <summary>What a law may believe.</summary>
internal static class Beliefs
{
    /// <summary>What <see cref="Held"/> is in words.</summary>
    public const string HeldWords = "the line is known to carry 912 to 925 Mbit/s; next try in 40 s";

    /// <summary>What <see cref="Blamed"/> is in words.</summary>
    public const string BlamedWords = "download 82 %, upload 11 %, path 5 %, chance 2 %";

    /// <summary>A line that is well known, held until a try is worth its price.</summary>
    public static DirectionBelief Held => new()
    {
        Capacity = new Rate(918_477_000),
        Deviation = 0.003535f,
        State = DirectionState.Hold,
        Outlook = TryOutlook.Due,
        ForgoneSeconds = 0.02f,
        PriceSeconds = 0.1f,
        NextTry = Duration.FromSeconds(40),
    };

    /// <summary>A queue that is likeliest the download's.</summary>
    public static CauseShares Blamed => new() { Download = 0.82f, Upload = 0.11f, Path = 0.05f, Chance = 0.02f };
}
