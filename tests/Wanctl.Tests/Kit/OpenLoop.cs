using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Kit;

/// <summary>
/// Steps one link on a virtual clock with samples that the test chooses; every write is acknowledged in the next tick.
/// </summary>
internal sealed class OpenLoop(LinkSettings settings)
{
    private readonly LinkState _state = new(settings, LinkMemory.Initial(settings));
    private ShaperReport _answer = new() { State = ShaperState.Ready };

    public LinkState State => _state;

    public long Tick { get; private set; }

    public Instant Now => new(1_000_000_000 + Tick * settings.Interval.Nanos);

    public Connectivity Connectivity { get; set; }

    /// <summary>What the shaper will say in the next tick, on top of acknowledging what was written.</summary>
    public ref ShaperReport Answer => ref _answer;

    /// <summary>One tick; null is a tick in which nothing arrived.</summary>
    public Decision Step(double? rttMs)
    {
        Observation seen = default;
        seen.Now = Now;
        seen.Tick = Tick++;
        seen.Connectivity = Connectivity;
        seen.Shaper = _answer;
        if (rttMs is { } millis)
            seen.Echoes.Add(new EchoSample { Sequence = (uint)seen.Tick, RttMicros = (int)Math.Round(millis * 1000) });
        Decision decision = LinkController.Step(settings, _state, in seen);
        _answer = new ShaperReport { State = _answer.State };
        Acknowledge(in decision.Down, ref _answer.Down);
        Acknowledge(in decision.Up, ref _answer.Up);
        return decision;
    }

    private static void Acknowledge(in DirectionDecision decision, ref DirectionReport report)
    {
        if (!decision.Write)
            return;
        report.Outcome = WriteOutcome.Applied;
        report.Written = decision.Asked;
    }
}
