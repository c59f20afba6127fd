using Wanctl.Core.Decide;
using Wanctl.Host.Tell;

namespace Wanctl.Report;

/// <summary>What a law believes of one direction over time: between which rates its line lies, and when it tries for
/// more. Nothing is drawn of a law that keeps no belief.</summary>
internal sealed class BeliefCurves
{
    private readonly Series _least = new("believed, from", "bel");
    private readonly Series _most = new("to", "bel");

    /// <summary>Whether anything was believed.</summary>
    public bool Any { get; private set; }

    /// <summary>Seconds to the next try; a gap while none is foreseen.</summary>
    public Series NextTry { get; }

    /// <summary>The curves of a direction.</summary>
    /// <param name="name">What the legend of its tries says.</param>
    /// <param name="look">Their class in the page's style sheet.</param>
    public BeliefCurves(string name, string look) => NextTry = new Series(name, look);

    /// <summary>Follows one tick.</summary>
    public void Take(double seconds, in DirectionBelief belief)
    {
        Any |= belief.Known;
        bool tells = BeliefWords.Tells(in belief);
        _least.Add(seconds, tells ? belief.RangeLeast.Mbps : double.NaN);
        _most.Add(seconds, tells ? belief.RangeMost.Mbps : double.NaN);
        NextTry.Add(seconds, belief.Outlook switch
        {
            TryOutlook.Due => belief.NextTry.Seconds,
            TryOutlook.Running => 0,
            _ => double.NaN,
        });
    }

    /// <summary>A chart with the believed range above its other curves.</summary>
    public Chart On(Chart chart) => Any ? chart with { Series = [.. chart.Series, _least, _most] } : chart;

    /// <summary>When either direction tries next; null where no law foresees it.</summary>
    public static Chart? Tries(BeliefCurves down, BeliefCurves up) => !down.Any && !up.Any ? null : new Chart
    {
        Title = "Next try for more, s from now (a gap: none while idle, draining or not used to the full)",
        Series = [down.NextTry, up.NextTry],
        Knee = 5,
        TopAtLeast = 10,
    };
}
