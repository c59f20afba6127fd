using Wanctl.Core.Units;

namespace Wanctl.Simulation.Peers;

/// <summary>A reflector as the sqm-autorate model sees it: a slow and a quick average of its one-way delay.</summary>
internal struct SqmReflector
{
    private const double BaselineHalfLife = 135;
    private const double RecentHalfLife = 0.4;
    private static readonly Duration s_gap = Duration.FromSeconds(30);
    private double _recentMs;
    private bool _known;

    /// <summary>The slow average in milliseconds.</summary>
    public double BaselineMs { get; private set; }

    /// <summary>When it answered last.</summary>
    public Instant AnsweredAt { get; private set; }

    /// <summary>How far the quick average stands above the slow one, in milliseconds; never negative.</summary>
    public readonly double DeltaMs => _recentMs - BaselineMs;

    /// <summary>Whether it answered within <paramref name="span"/> before <paramref name="now"/>.</summary>
    public readonly bool Fresh(Instant now, Duration span) => _known && now - AnsweredAt <= span;

    /// <summary>Takes one delay.</summary>
    public void Take(double oneWayMs, Instant now)
    {
        if (!_known || now - AnsweredAt > s_gap)
        {
            BaselineMs = oneWayMs;
            _recentMs = oneWayMs;
            _known = true;
        }
        double seconds = (now - AnsweredAt).Seconds;
        AnsweredAt = now;
        BaselineMs = oneWayMs + ((BaselineMs - oneWayMs) * Math.Pow(0.5, seconds / BaselineHalfLife));
        _recentMs = oneWayMs + ((_recentMs - oneWayMs) * Math.Pow(0.5, seconds / RecentHalfLife));
        BaselineMs = Math.Min(BaselineMs, _recentMs);
    }
}
