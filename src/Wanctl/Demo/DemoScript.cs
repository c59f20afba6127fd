using Wanctl.Core.Units;
using Wanctl.Simulation.Line;

namespace Wanctl.Demo;

/// <summary>
/// What happens in the demonstration: 80 seconds in which everything goes wrong once, then again from the beginning.
/// </summary>
internal static class DemoScript
{
    /// <summary>The line: cable, sold as 940/38 and provisioned a little above, as providers do.</summary>
    public static LineScript Line { get; } = new(
        Duration.FromSeconds(0.6),
        new LineSegment("clear cable", Duration.FromSeconds(12), Rate.FromMbps(985), Rate.FromMbps(40)),
        new LineSegment("evening sag", Duration.FromSeconds(20), Rate.FromMbps(300), Rate.FromMbps(34)),
        new LineSegment("clear cable again", Duration.FromSeconds(23), Rate.FromMbps(985), Rate.FromMbps(40)),
        new LineSegment("noisy upstream", Duration.FromSeconds(15), Rate.FromMbps(900), Rate.FromMbps(21)),
        new LineSegment("quiet night", Duration.FromSeconds(10), Rate.FromMbps(985), Rate.FromMbps(40)));

    /// <summary>Who uses it.</summary>
    public static TrafficScript Traffic { get; } = new(
        Line.Length,
        Spell(TrafficKind.Call, 1, 0, 80),
        Spell(TrafficKind.Download, 4, 4, 28),
        Spell(TrafficKind.Download, 2, 36, 12),
        Spell(TrafficKind.Upload, 2, 51, 21));

    /// <summary>What stays the same.</summary>
    public static LineProfile Profile { get; } = new()
    {
        ReflectorDelays = [Duration.FromMillis(13.8), Duration.FromMillis(16.4), Duration.FromMillis(21.1)],
        FlowRoundTrip = Duration.FromMillis(30),
    };

    private static TrafficSpell Spell(TrafficKind kind, int count, double start, double length) =>
        new(kind, count, Duration.FromSeconds(start), Duration.FromSeconds(length));
}
