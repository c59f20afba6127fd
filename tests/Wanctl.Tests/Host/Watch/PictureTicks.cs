using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Time;
using Wanctl.Host.Watch;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Watch;

/// <summary>Feeds a link's picture with hand-made ticks that end at the present.</summary>
internal sealed class PictureTicks
{
    private static readonly LinkSettings Settings = Links.Cable with
    {
        Law = RateLawKind.Adaptive,
        Fallback = Links.Cable.Fallback with { Enabled = false },
    };

    private readonly Instant _start;
    private int _tick;

    /// <param name="seconds">How long before the present the first tick is.</param>
    public PictureTicks(double seconds = 0)
    {
        _start = Clock.Now() - Duration.FromSeconds(seconds);
        Process = new ProcessPicture(
            [LoopLinks.Make(new AnsweringChannel(), Settings)], () => default, "1.2.3+abc", () => Steering);
    }

    public SteeringFacts? Steering { get; set; }

    public ProcessPicture Process { get; }

    public LinkPicture Link => Process.Links[0];

    /// <summary>The length of a tick.</summary>
    public static Duration Interval => Settings.Interval;

    /// <summary>When the next tick is.</summary>
    public Instant Now => _start + Interval * _tick;

    /// <summary>Feeds ticks, each as <see cref="Calm"/> and then changed by the caller.</summary>
    public void Feed(int count, RefAction<JournalRecord>? change = null)
    {
        for (int i = 0; i < count; i++)
        {
            JournalRecord record = Calm();
            change?.Invoke(ref record);
            Link.Take(in record);
            _tick++;
        }
    }

    private JournalRecord Calm()
    {
        var record = default(JournalRecord);
        record.Seen.Now = Now;
        record.Seen.Tick = _tick;
        record.Seen.Shaper.State = ShaperState.Ready;
        Report(ref record.Seen.Shaper.Down, 100);
        Report(ref record.Seen.Shaper.Up, 10);
        record.Seen.Echoes.Add(new EchoSample { RttMicros = 30_000 });
        record.Chosen.Line = LineState.Answering;
        record.Chosen.BaselineMs = 24;
        record.Chosen.LoadMs = 30;
        record.Chosen.Down = Direction(940);
        record.Chosen.Up = Direction(38);
        return record;
    }

    private void Report(ref DirectionReport report, double mbps)
    {
        report.Read = true;
        report.ReadAt = Now;
        report.Bytes = (ulong)(_tick * Interval.Seconds * mbps * 1e6 / 8);
    }

    private static DirectionDecision Direction(double mbps) => new()
    {
        Wanted = Rate.FromMbps(mbps),
        Asked = Rate.FromMbps(mbps),
        Applied = Rate.FromMbps(mbps),
        Zone = Zone.Green,
        Reason = Reason.AtCeiling,
        Blocker = Blocker.Unchanged,
    };
}
