using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Replay;

/// <summary>What a law did with one direction, in figures.</summary>
internal sealed class DirectionSummary(double intervalSeconds)
{
    private readonly long[] _ticks = new long[(int)Zone.Red + 1];
    private BeliefCount _beliefs;
    private Rate _last;
    private double _sum;
    private long _count;

    /// <summary>Ticks in which the wanted rate was lower than in the tick before.</summary>
    public long Cuts { get; private set; }

    /// <summary>The wanted rate in Mbit/s, on average over the ticks.</summary>
    public double MeanMbps => _count == 0 ? 0 : _sum / _count;

    /// <summary>The lowest wanted rate.</summary>
    public Rate Lowest { get; private set; }

    /// <summary>What was believed, and what came of it.</summary>
    public BeliefCount Beliefs => _beliefs;

    /// <summary>Seconds that were spent in a zone.</summary>
    public double SecondsIn(Zone zone) => _ticks[(int)zone] * intervalSeconds;

    /// <summary>Counts one tick.</summary>
    public void Add(in DirectionDecision decision)
    {
        // A recording may hold a zone that this build does not know.
        int zone = (int)decision.Zone < _ticks.Length ? (int)decision.Zone : 0;
        _ticks[zone]++;
        if (_count > 0 && decision.Wanted < _last)
            Cuts++;
        Lowest = _count == 0 ? decision.Wanted : Rate.Min(Lowest, decision.Wanted);
        _beliefs.Take(in decision.Belief);
        _last = decision.Wanted;
        _sum += decision.Wanted.Mbps;
        _count++;
    }
}
