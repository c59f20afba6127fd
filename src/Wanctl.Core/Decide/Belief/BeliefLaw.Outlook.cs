using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <content>What the law believes, and when it tries next, for those who watch.</content>
public sealed partial class BeliefLaw
{
    private DirectionBelief Told(LinkDirection direction, bool silent, Duration passed)
    {
        DirectionBelief told = new()
        {
            Capacity = new Rate((long)direction.Belief.Capacity),
            Deviation = (float)direction.Belief.Deviation,
            State = direction.State,
            Outlook = silent ? TryOutlook.Silence : Outlook(direction),
            ForgoneSeconds = (float)direction.Holding.Forgone,
        };
        if (direction.State != DirectionState.Hold)
            direction.Forecast = default;
        if (told.Outlook is not (TryOutlook.Due or TryOutlook.Disturbed))
            return told;
        TryTerms terms = direction.Terms;
        double price = terms.Price(in direction.Belief);
        told.PriceSeconds = (float)price;
        if (told.Outlook == TryOutlook.Disturbed)
            return told;
        bool isDue = direction.Holding.Forgone >= price;
        if (isDue && Other(direction).State == DirectionState.Probe)
        {
            told.Outlook = TryOutlook.OthersTurn;
            return told;
        }
        double left = SecondsLeft(direction, in terms, passed.Seconds);
        if (double.IsInfinity(left))
            told.Outlook = TryOutlook.Distant;
        else
            told.NextTry = Duration.FromSeconds(left);
        return told;
    }

    private TryOutlook Outlook(LinkDirection direction)
    {
        if (IsDraining)
            return TryOutlook.Draining;
        if (direction.State == DirectionState.Probe)
            return TryOutlook.Running;
        return direction.Hindrance switch
        {
            Hindrance.Uncounted or Hindrance.NotInForce => TryOutlook.AwaitsShaper,
            Hindrance.Quiet => TryOutlook.Idle,
            Hindrance.NotLoaded => TryOutlook.NotLoaded,
            Hindrance.AtCeiling => TryOutlook.AtCeiling,
            _ => _detector.Evidence > CalmEvidence ? TryOutlook.Disturbed : TryOutlook.Due,
        };
    }

    /// <summary>
    /// Seconds to the next try. Looked ahead anew only when the belief has been told something or the terms have
    /// changed, for that costs more than all the rest of a tick; between, the time runs while the account does.
    /// </summary>
    private double SecondsLeft(LinkDirection direction, in TryTerms terms, double passed)
    {
        ref LinkDirection.ForecastData forecast = ref direction.Forecast;
        forecast.SecondsLeft -= passed;
        bool holds = forecast.Terms == terms && forecast.EvidenceAt == direction.EvidenceAt;
        if (holds && forecast.SecondsLeft > 0)
            return forecast.SecondsLeft;
        double beat = (TellEvery + _settings.Interval).Seconds;
        forecast.SecondsLeft = TryForecast.Seconds(direction.Belief, direction.Holding.Forgone, in terms, beat);
        forecast.Terms = terms;
        forecast.EvidenceAt = direction.EvidenceAt;
        return forecast.SecondsLeft;
    }
}
