using Wanctl.Core.Decide;

namespace Wanctl.Core.Steer;

/// <summary>How sure it is that the primary link is bad, in points; the weights are the original's.</summary>
public static class ConfidenceScore
{
    private const int ScoreMax = 100;
    private const int RedPoints = 50;
    private const int SoftRedPoints = 25;
    private const int YellowPoints = 10;
    private const int SeverePoints = 25;
    private const double SevereMs = 120;
    private const int HighPoints = 15;
    private const double HighMs = 80;
    private const int DropsPoints = 10;
    private const int QueuePoints = 10;
    private const int QueuePackets = 50;

    /// <summary>The original's share of a RED zone's points that SOFT_RED gets.</summary>
    private const double SoftRedShare = 0.48;

    /// <summary>The points, 0 to 100.</summary>
    public static int Of(in ConfidenceInput input, int zoneWeight)
    {
        int points = input.Assessed switch
        {
            Zone.Red => RedPoints,
            Zone.SoftRed => input.SoftRedSustained ? SoftRedPoints : 0,
            Zone.Yellow => YellowPoints,
            _ => 0,
        };
        points += input.ExcessMs > SevereMs ? SeverePoints : input.ExcessMs > HighMs ? HighPoints : 0;
        if (input.DropsBefore >= 0 && input.Drops > input.DropsBefore && input.Drops > 0)
            points += DropsPoints;
        if (input.QueueBefore > QueuePackets && input.Queue > QueuePackets)
            points += QueuePoints;
        points += input.LawZone switch
        {
            Zone.Red => zoneWeight,
            Zone.SoftRed => (int)(zoneWeight * SoftRedShare),
            _ => 0,
        };
        return Math.Min(points, ScoreMax);
    }
}
