using Wanctl.Core.Units;
using Wanctl.Simulation.Line;

namespace Wanctl.Tests.Simulation.Line;

/// <summary>Lines without chance, to be varied with <c>with</c>.</summary>
internal static class Lines
{
    public static LineProfile Still { get; } = new()
    {
        ReflectorDelays = [Duration.FromMillis(14), Duration.FromMillis(21)],
        JitterMean = Duration.Zero,
        LossShare = 0,
        BlipsPerMinute = 0,
        CapacityWander = 0,
    };

    public static TrafficScript Downloads(int flows) =>
        new(Duration.FromSeconds(3600), Always(TrafficKind.Download, flows));

    public static TrafficScript Uploads(int flows) =>
        new(Duration.FromSeconds(3600), Always(TrafficKind.Upload, flows));

    public static SimulatedLine Cable(TrafficScript traffic, LineProfile? profile = null, ulong seed = 1) =>
        new(profile ?? Still, LineScript.Steady(Rate.FromMbps(300), Rate.FromMbps(30)), traffic, seed, default);

    public static Instant At(double seconds) => new(Duration.FromSeconds(seconds).Nanos);

    private static TrafficSpell Always(TrafficKind kind, int count) =>
        new(kind, count, Duration.Zero, Duration.FromSeconds(3600));
}
