using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>
/// One direction's queue and the interface that it stands on, each with counters of its own cadence; both are read with
/// every second tick of 50 ms, the interface only where it is asked for.
/// </summary>
internal sealed class TwoCounters(int seed = 1)
{
    private readonly Random _random = new(seed);
    private double _queue;
    private double _interface;
    private double _millis = 1000;
    private (double Shown, long Turn) _queueShown;
    private (double Shown, long Turn) _interfaceShown;
    private long _ticks;

    public CounterChoice Choice { get; } = new();

    /// <summary>How often the queue's counter is refreshed; 0 for with each reading.</summary>
    public int QueueEveryMs { get; set; } = 1000;

    public int InterfaceEveryMs { get; set; }

    public double Limit { get; set; } = 100e6;

    /// <summary>How much of its limit passes.</summary>
    public double Use { get; set; } = 0.97;

    /// <summary>By what share the passing bytes stray from tick to tick.</summary>
    public double Burst { get; init; } = 0.5;

    /// <summary>What the interface shows of what passes the queue.</summary>
    public double Ratio { get; set; } = 1.01;

    /// <summary>What else leaves through the interface, in bit/s.</summary>
    public double OtherBits { get; set; }

    /// <summary>Whether the router shows the interface.</summary>
    public bool Shown { get; set; } = true;

    /// <summary>How often the interface was read.</summary>
    public int Asked { get; private set; }

    public Instant Now => new((long)(_millis * 1e6));

    public double Seconds => _millis / 1000;

    /// <summary>Called with the report of each tick after the choice has taken it.</summary>
    public Action<DirectionReport>? Follow { get; set; }

    public CounterSource Source => Choice.Source;

    public void Run(double seconds, bool restarted = false)
    {
        for (int i = 0; i < seconds * 20; i++)
            Tick(restarted && i == 0);
    }

    /// <summary>Seconds until the choice is this; fails where it is not so within the most.</summary>
    public double Until(CounterSource source, double most)
    {
        double from = Seconds;
        while (Source != source)
        {
            Tick(false);
            Assert.True(Seconds - from < most, $"{Source} instead of {source} after {most} s, fault {Choice.Fault}");
        }
        return Seconds - from;
    }

    private void Tick(bool restarted)
    {
        double millis = 50 + 6 * _random.NextDouble() - 3;
        double bytes = Use * Limit / 8000 * millis * (1 + Burst * (2 * _random.NextDouble() - 1));
        _queue += bytes;
        _interface += bytes * Ratio + OtherBits / 8000 * millis;
        _millis += millis;
        Show(_queue, QueueEveryMs, ref _queueShown);
        Show(_interface, InterfaceEveryMs, ref _interfaceShown);
        DirectionReport report = default;
        if (restarted)
            (_queue, _interface) = (0, 0);
        else if (_ticks++ % 2 == 0)
        {
            bool asked = Source != CounterSource.Queue;
            Asked += asked ? 1 : 0;
            report.Read = true;
            report.ReadAt = Now;
            report.Limit = new Rate((long)Limit);
            report.Bytes = (ulong)_queueShown.Shown;
            report.InterfaceRead = asked && Shown;
            report.InterfaceBytes = report.InterfaceRead ? (ulong)_interfaceShown.Shown : 0;
        }
        Choice.Take(in report, restarted, Now);
        Follow?.Invoke(report);
    }

    private void Show(double bytes, int every, ref (double Shown, long Turn) shown)
    {
        long turn = every > 0 ? (long)(_millis / every) : -1;
        if (every > 0 && turn == shown.Turn)
            return;
        shown = (bytes, turn);
    }
}
