using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Screen;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Screen;

/// <summary>Hand-made ticks of the cable link, 50 ms apart.</summary>
internal static class Ticks
{
    public static Instant At(int tick) => new(1_000_000_000_000 + tick * 50_000_000L);

    public static JournalRecord Make(int tick, Zone zone, double downMbps, double deltaMs = 5)
    {
        var record = default(JournalRecord);
        record.Seen.Now = At(tick);
        record.Seen.Tick = tick;
        record.Seen.Shaper.State = ShaperState.Ready;
        record.Seen.Shaper.Down.Read = true;
        record.Seen.Shaper.Down.ReadAt = At(tick);
        record.Seen.Shaper.Up.Read = true;
        record.Seen.Shaper.Up.ReadAt = At(tick);
        // 279 Mbit/s, as a counter shows them.
        record.Seen.Shaper.Down.Bytes = (ulong)(tick * 0.05 * 279e6 / 8);
        record.Seen.Echoes.Add(new EchoSample { RttMicros = (int)((14 + deltaMs) * 1000) });
        record.Chosen.Line = LineState.Answering;
        record.Chosen.BaselineMs = 14;
        record.Chosen.LoadMs = 14 + deltaMs;
        record.Chosen.Down = Direction(zone, downMbps);
        record.Chosen.Up = Direction(Zone.Green, 38);
        return record;
    }

    public static LinkWatch Watch(params ReadOnlySpan<JournalRecord> records)
    {
        var watch = new LinkWatch(Links.Cable);
        foreach (JournalRecord record in records)
            watch.Take(in record);
        return watch;
    }

    /// <summary>Calm at the ceiling for a second, then RED with a cut, for a second.</summary>
    public static LinkWatch Bloated()
    {
        var watch = new LinkWatch(Links.Cable);
        for (int tick = 0; tick < 20; tick++)
            watch.Take(Make(tick, Zone.Green, 940));
        for (int tick = 20; tick < 40; tick++)
            watch.Take(Make(tick, Zone.Red, 799, deltaMs: 85));
        return watch;
    }

    private static DirectionDecision Direction(Zone zone, double mbps) => new()
    {
        Wanted = Rate.FromMbps(mbps),
        Asked = Rate.FromMbps(mbps),
        Applied = Rate.FromMbps(mbps),
        Zone = zone,
        Reason = zone == Zone.Red ? Reason.RedCut : Reason.AtCeiling,
        Blocker = Blocker.Unchanged,
    };
}
