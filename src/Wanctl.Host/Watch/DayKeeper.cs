using Wanctl.Core.Decide;
using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>
/// Sums ticks into the steps of the one-day view: a minute each, so that a phone's width and a wide screen both have
/// about a step a pixel, and a day is 1440 of them.
/// </summary>
internal sealed class DayKeeper
{
    /// <summary>The length of a step.</summary>
    public static readonly Duration Step = Duration.FromSeconds(60);

    private const int StepsOfDay = 1440;

    private DayBucket _bucket;
    private ExcessCounts _excess;
    private double _rttSum;
    private Sums _down;
    private Sums _up;

    /// <summary>The steps that are complete.</summary>
    public History<DayBucket> Steps { get; } = new(StepsOfDay);

    /// <summary>The step that is being filled; without ticks before the first.</summary>
    public DayBucket Present => Concluded();

    /// <summary>Counts a sample of the tick that comes next.</summary>
    public void Sample(double rttMs, double excessMs)
    {
        _bucket.Samples++;
        _rttSum += rttMs;
        _excess.Add(excessMs);
        _bucket.ExcessMax = Math.Max(_bucket.ExcessMax, (float)excessMs);
    }

    /// <summary>Counts lost echoes of the tick that comes next.</summary>
    public void Loss() => _bucket.Lost++;

    /// <summary>Counts a tick.</summary>
    public void Tick(in FinePoint point)
    {
        if (_bucket.Ticks == 0)
            _bucket.At = point.At;
        _bucket.Ticks++;
        _bucket.SilentTicks += point.Silent ? 1 : 0;
        _down.Take(in point.Down);
        _up.Take(in point.Up);
        if (point.At - _bucket.At < Step)
            return;
        Steps.Add(Concluded());
        _bucket = default;
        _excess = default;
        _rttSum = 0;
        _down = default;
        _up = default;
    }

    private DayBucket Concluded()
    {
        DayBucket bucket = _bucket;
        if (bucket.Samples > 0)
        {
            bucket.RttMean = (float)(_rttSum / bucket.Samples);
            bucket.ExcessMean = (float)(_excess.SumMs / bucket.Samples);
            bucket.ExcessP95 = (float)Math.Min(_excess.Quantile(0.95), bucket.ExcessMax);
        }
        bucket.Down = _down.Of(bucket.Ticks);
        bucket.Up = _up.Of(bucket.Ticks);
        return bucket;
    }

    private struct Sums
    {
        private double _applied;
        private double _achieved;
        private int _known;
        private int _congested;
        private float _least;
        private float _most;
        private Zone _worst;

        public void Take(in FineDirection direction)
        {
            if (direction.Applied > 0)
            {
                _least = _known == 0 ? direction.Applied : Math.Min(_least, direction.Applied);
                _applied += direction.Applied;
                _known++;
            }
            _achieved += direction.Achieved;
            _most = Math.Max(_most, direction.Achieved);
            _congested += direction.Zone > Zone.Green ? 1 : 0;
            _worst = direction.Zone > _worst ? direction.Zone : _worst;
        }

        public readonly DayDirection Of(int ticks) => new()
        {
            AppliedLeast = _least,
            AppliedMean = _known == 0 ? 0 : (float)(_applied / _known),
            AchievedMean = ticks == 0 ? 0 : (float)(_achieved / ticks),
            AchievedMost = _most,
            Worst = _worst,
            Congested = ticks == 0 ? 0 : (float)_congested / ticks,
        };
    }
}
