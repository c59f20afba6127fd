using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Serve;

/// <content>What a law believes; no samples under a law that keeps no belief.</content>
internal static partial class MetricsReport
{
    /// <summary>More places than these tell nothing.</summary>
    private const int Places = 6;

    private static void Beliefs(MetricsWriter metrics, ProcessPicture process)
    {
        metrics.Family("wanctl_capacity_belief_bits_per_second", "gauge",
            "What the line is believed to carry, as a limit in bit/s: as likely undercut as exceeded.");
        EachBelief(metrics, process, static belief => belief.Capacity.BitsPerSecond);
        metrics.Family("wanctl_capacity_belief_deviation_ratio", "gauge",
            "Standard deviation of that, as a share: 0.01 is one per cent.");
        EachBelief(metrics, process, static belief => belief.Deviation);
        metrics.Family("wanctl_try_forgone_seconds", "gauge",
            "What holding back has likely cost since the last try for more, in seconds of a whole line.");
        EachBelief(metrics, process, static belief => belief.ForgoneSeconds);
        metrics.Family("wanctl_try_price_seconds", "gauge",
            "What a try for more costs, in seconds of a whole line; only where one is planned.");
        EachBelief(metrics, process, static belief => belief.PriceSeconds > 0 ? belief.PriceSeconds : double.NaN);
        metrics.Family("wanctl_next_try_seconds", "gauge",
            "Seconds to the next try for more if nothing changes; only where nothing but time stands before it.");
        EachBelief(metrics, process, static belief =>
            belief.Outlook == TryOutlook.Due ? belief.NextTry.Seconds : double.NaN);
        metrics.Family("wanctl_direction_state", "gauge", "1 for the state that the direction is in, else 0.");
        foreach (LinkPicture link in process.Links)
        {
            State(metrics, in link.Last.Chosen.Down.Belief, Name(link), "download");
            State(metrics, in link.Last.Chosen.Up.Belief, Name(link), "upload");
        }
        metrics.Family("wanctl_excess_cause_ratio", "gauge",
            "Probability of each cause of the latest excess of delay; they sum to 1.");
        foreach (LinkPicture link in process.Links)
        {
            CauseShares causes = link.Last.Chosen.Causes;
            for (Cause cause = Cause.Download; causes.Known && cause <= Cause.Chance; cause++)
                metrics.Sample(Math.Round(causes[cause], Places), "wan", Name(link), "cause", Tokens.Of(cause));
        }
    }

    private static void EachBelief(
        MetricsWriter metrics, ProcessPicture process, Func<DirectionBelief, double> value) =>
        EachDirection(metrics, process, (_, chosen, _) =>
            chosen.Belief.Known ? Math.Round(value(chosen.Belief), Places) : double.NaN);

    private static void State(MetricsWriter metrics, in DirectionBelief belief, string wan, string direction)
    {
        for (DirectionState state = DirectionState.Idle; belief.Known && state <= DirectionState.Drain; state++)
        {
            metrics.Sample(
                belief.State == state ? 1 : 0, "wan", wan, "direction", direction, "state", Tokens.Of(state));
        }
    }
}
