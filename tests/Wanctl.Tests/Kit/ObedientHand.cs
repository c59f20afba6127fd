using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Host.Router;

namespace Wanctl.Tests.Kit;

/// <summary>A hand without a shaper: acknowledges every write one tick later and touches nothing.</summary>
internal sealed class ObedientHand : IShaperHand
{
    private ShaperReport _answer = new() { State = ShaperState.Ready };

    /// <inheritdoc/>
    public void Report(ref ShaperReport report)
    {
        report = _answer;
        _answer = new ShaperReport { State = ShaperState.Ready };
    }

    /// <inheritdoc/>
    public void Apply(in Decision decision)
    {
        Acknowledge(in decision.Down, ref _answer.Down);
        Acknowledge(in decision.Up, ref _answer.Up);
    }

    private static void Acknowledge(in DirectionDecision decision, ref DirectionReport report)
    {
        if (!decision.Write)
            return;
        report.Outcome = WriteOutcome.Applied;
        report.Written = decision.Asked;
    }
}
