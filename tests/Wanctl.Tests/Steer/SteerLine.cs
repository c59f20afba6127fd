using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Steer;

/// <summary>One link as steering sees it; the test says what is measured on it.</summary>
internal sealed class SteerLine(LinkSettings settings, double baselineMs)
{
    private ulong _dropped;

    public LinkSettings Settings { get; } = settings;

    /// <summary>What tells the idle RTT; what it decides is not looked at.</summary>
    public IRateLaw Law { get; } = Known(settings, baselineMs);

    public double ExcessMs { get; set; }

    public int DropsPerTick { get; set; }

    public int Queue { get; set; }

    public int? DroppedTotal { get; set; }

    public bool AtFloor { get; set; }

    public Zone Zone { get; set; } = Zone.Green;

    public LineState Line { get; set; } = LineState.Answering;

    /// <summary>Whether the shaper is read.</summary>
    public bool Counted { get; set; } = true;

    /// <summary>RED by every measure.</summary>
    public void Congest(double excessMs = 60)
    {
        ExcessMs = excessMs;
        DropsPerTick = 1;
        Queue = 80;
    }

    public void Heal()
    {
        ExcessMs = 0;
        DropsPerTick = 0;
        Queue = 0;
        AtFloor = false;
        Zone = Zone.Green;
        Line = LineState.Answering;
    }

    public Observation See(long tick, Instant now)
    {
        Observation seen = default;
        seen.Tick = tick;
        seen.Now = now;
        bool answers = Line is LineState.Answering;
        if (answers)
            seen.Echoes.Add(new EchoSample { RttMicros = (int)Math.Round((baselineMs + ExcessMs) * 1000) });
        Decision ignored = default;
        Law.Step(in seen, ref ignored);
        seen.Shaper.State = Counted ? ShaperState.Ready : ShaperState.Away;
        _dropped = DroppedTotal is { } total ? (ulong)total : _dropped + (ulong)DropsPerTick;
        seen.Shaper.Down.Read = Counted;
        seen.Shaper.Down.ReadAt = now;
        seen.Shaper.Down.Dropped = _dropped;
        seen.Shaper.Down.QueuedBytes = (uint)Queue * 1500;
        return seen;
    }

    public Decision Choose() => new()
    {
        Line = Line,
        Down = new DirectionDecision
        {
            Severity = Zone,
            Cuts = Zone is Zone.SoftRed or Zone.Red,
            Wanted = AtFloor ? Settings.Download.FloorRed : Settings.Download.Ceiling,
        },
        Up = new DirectionDecision { Severity = Zone.Green, Wanted = Settings.Upload.Ceiling },
    };

    private static ClassicLaw Known(LinkSettings settings, double baselineMs)
    {
        var law = new ClassicLaw(settings, new CountWatch());
        law.RestoreIdleRtt(0, baselineMs * 1000);
        return law;
    }
}
