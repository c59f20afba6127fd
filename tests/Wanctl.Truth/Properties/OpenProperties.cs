using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Truth.Lines;

namespace Wanctl.Truth.Properties;

/// <summary>
/// What holds for whatever a line, a router or an attacker may show: random delays, losses, counters and outages. The
/// observations do not answer the decisions here.
/// </summary>
internal static class OpenProperties
{
    private const int Ticks = 200;

    public static string? Bounds(RateLawKind law, int seed)
    {
        LinkSettings settings = RandomLine.Under(law);
        var line = new RandomLine(seed, settings);
        for (int tick = 0; tick < Ticks; tick++)
        {
            Decision decision = line.Step();
            if (Outside(settings.Download, decision.Down.Wanted) || Outside(settings.Upload, decision.Up.Wanted))
                return $"tick {tick}: {decision.Down.Wanted.Mbps} and {decision.Up.Wanted.Mbps} Mbit/s";
            if (line.Answered && (double.IsNaN(decision.LoadMs) || double.IsNaN(decision.BaselineMs)))
                return $"tick {tick}: a delay of {decision.LoadMs} over {decision.BaselineMs} ms";
            if (!Enum.IsDefined(decision.Down.Reason) || !Enum.IsDefined(decision.Up.Reason))
                return $"tick {tick}: {decision.Down.Reason} and {decision.Up.Reason}";
        }
        return null;
    }

    /// <summary>On every other line a limit is read as one bit a second now and then.</summary>
    public static string? NoRise(RateLawKind law, int seed)
    {
        var line = new RandomLine(seed, RandomLine.Under(law)) { Misread = seed % 2 == 1 };
        for (int tick = 0; tick < Ticks; tick++)
            line.Step();
        Decision before = line.Step();
        // A delay that grows is no change of path: it can be nothing but a queue. No answer comes before that to an
        // earlier echo, nor after the probe's timeout.
        for (int tick = 0; tick < 40; tick++)
        {
            Decision after = line.Bloated(200 + 18 * tick);
            bool wholeSecond = tick >= 20;
            if (wholeSecond && (after.Down.Wanted > before.Down.Wanted || after.Up.Wanted > before.Up.Wanted))
                return $"tick {tick}: {after.Down.Reason} {after.Up.Reason}";
            before = after;
        }
        return null;
    }

    public static string? Silence(RateLawKind law, int seed)
    {
        var line = new RandomLine(seed, RandomLine.Under(law));
        for (int tick = 0; tick < 300; tick++)
            line.Step();
        Decision before = default;
        for (int tick = 0; tick < 400; tick++)
        {
            Decision after = line.Silent();
            bool held = after.Down.Wanted == before.Down.Wanted && after.Up.Wanted == before.Up.Wanted
                && after.Down.Reason == Reason.Silence;
            if (tick > 8 && !held)
                return $"tick {tick}: {after.Down.Wanted.Mbps} and {after.Up.Wanted.Mbps} Mbit/s, {after.Down.Reason}";
            before = after;
        }
        return null;
    }

    public static string? Told(RateLawKind law, int seed) => Told(law, seed, out _, out _);

    /// <summary>The same, and how many falls and rises there were.</summary>
    public static string? Told(RateLawKind law, int seed, out int falls, out int rises)
    {
        falls = rises = 0;
        var line = new RandomLine(seed, RandomLine.Under(law));
        Decision before = line.Step();
        for (int tick = 0; tick < Ticks; tick++)
        {
            Decision after = seed % 2 == 0 && tick % 50 > 35 ? line.Silent() : line.Step();
            if (!Says(before.Down, after.Down, ref falls, ref rises)
                || !Says(before.Up, after.Up, ref falls, ref rises))
            {
                return $"tick {tick}: {after.Down.Reason} {after.Up.Reason}";
            }
            before = after;
        }
        return null;
    }

    public static string? Replay(RateLawKind law, int seed)
    {
        LinkSettings settings = RandomLine.Under(law);
        var one = new RandomLine(seed, settings);
        var other = new RandomLine(seed, settings);
        for (int tick = 0; tick < Ticks; tick++)
        {
            Decision left = one.Step();
            Decision right = other.Step();
            bool same = left.Down.Equals(right.Down) && left.Up.Equals(right.Up)
                && Same(left.LoadMs, right.LoadMs) && Same(left.BaselineMs, right.BaselineMs)
                && Same(left.MeasuredMs, right.MeasuredMs)
                && (left.Line, left.NextReflector) == (right.Line, right.NextReflector);
            if (!same)
                return $"tick {tick}: {left.Down} {left.Up}, then {right.Down} {right.Up}";
        }
        return null;
    }

    private static bool Says(in DirectionDecision before, in DirectionDecision after, ref int falls, ref int rises)
    {
        falls += after.Wanted < before.Wanted ? 1 : 0;
        rises += after.Wanted > before.Wanted ? 1 : 0;
        return (after.Wanted >= before.Wanted || after.Reason.Lowers())
            && (after.Wanted <= before.Wanted || after.Reason.Raises());
    }

    private static bool Same(double left, double right) =>
        BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);

    private static bool Outside(DirectionSettings bounds, Rate rate) => rate < bounds.FloorRed || rate > bounds.Ceiling;
}
