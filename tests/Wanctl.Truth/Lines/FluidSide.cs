using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Truth.Lines;

/// <summary>One direction of a <see cref="FluidLine"/>: what is wanted, the shaper, and the line's queue.</summary>
/// <param name="load">What is wanted of it.</param>
/// <param name="ceiling">The limit at the beginning, in bit/s.</param>
/// <param name="towardUser">Whether the shaper stands behind the line's queue.</param>
internal sealed class FluidSide(FluidLoad load, double ceiling, bool towardUser)
{
    /// <summary>The line's queue holds so many seconds of its capacity, the shaper's of its limit.</summary>
    private const double QueueSeconds = 0.2;
    private const double ShapedSeconds = 0.03;

    /// <summary>An echo or its answer passes in each tick.</summary>
    private const double EchoBytes = 84;

    /// <summary>Servers hear of a limit so many ticks later.</summary>
    private const int ServersLag = 2;

    private readonly Queue<double> _heard = new();
    private readonly double _ceiling = ceiling;
    private double _limit = ceiling;
    private double _queued;
    private double _shaped;
    private double _bytes;
    private double _burstFor;
    private Rate _asked;
    private long _dueAt = -1;
    private bool _applied;
    private double _shown;

    public double QueueMs => _queued / load.Capacity * 1000;

    /// <summary>Lets a tick pass. On a recording what passes does not depend on the limit.</summary>
    public void Flow(double seconds, bool recorded, Random random)
    {
        double wanted = Wanted(seconds, random);
        if (recorded)
            Pass(load.Elastic ? _ceiling : wanted, seconds);
        else if (towardUser)
            Pass(Shape(Queue(wanted, seconds), seconds), seconds);
        else
            Queue(Pass(Shape(wanted, seconds), seconds), seconds);
    }

    /// <summary>The counter that can be read is brought up to date.</summary>
    public void Refresh() => _shown = _bytes;

    public void Report(ref DirectionReport report, bool read, Instant now)
    {
        if (_applied)
        {
            report.Outcome = WriteOutcome.Applied;
            report.Written = new Rate((long)_limit);
            _applied = false;
        }
        if (!read)
            return;
        report.Read = true;
        report.ReadAt = now;
        report.Bytes = (ulong)_shown;
        report.QueuedBytes = (uint)(_shaped / 8);
        report.Limit = new Rate((long)_limit);
    }

    public void Ask(in DirectionDecision decision, long dueAt)
    {
        if (!decision.Write)
            return;
        _asked = decision.Asked;
        _dueAt = dueAt;
    }

    public void Settle(long tick)
    {
        if (_dueAt < 0 || tick < _dueAt)
            return;
        _limit = _asked.BitsPerSecond;
        _dueAt = -1;
        _applied = true;
    }

    private double Wanted(double seconds, Random random)
    {
        if (_burstFor <= 0 && load.BurstTo > 0 && random.NextDouble() < seconds / 2)
            _burstFor = 0.05 + 0.5 * random.NextDouble();
        double wanted = _burstFor > 0 ? Math.Max(load.Wanted, load.BurstTo) : load.Wanted;
        _burstFor -= seconds;
        _heard.Enqueue(_limit);
        double heard = _heard.Count > ServersLag ? _heard.Dequeue() : _heard.Peek();
        double taken = 1.02 * (towardUser ? heard : _limit);
        return load.Elastic ? taken : wanted * (0.97 + 0.06 * random.NextDouble());
    }

    private double Queue(double rate, double seconds)
    {
        double here = _queued + rate * seconds;
        double gone = Math.Min(load.Capacity * seconds, here);
        _queued = Math.Min(here - gone, load.Capacity * QueueSeconds);
        return gone / seconds;
    }

    private double Shape(double rate, double seconds)
    {
        double here = _shaped + rate * seconds;
        double passed = Math.Min(here, _limit * seconds);
        _shaped = Math.Min(here - passed, _limit * ShapedSeconds);
        return passed / seconds;
    }

    private double Pass(double rate, double seconds)
    {
        _bytes += rate * load.Counted * seconds / 8 + EchoBytes;
        return rate;
    }
}
