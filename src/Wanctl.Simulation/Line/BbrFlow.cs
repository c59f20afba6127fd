namespace Wanctl.Simulation.Line;

/// <summary>
/// BBR in its first version, reduced to what a shaper meets (draft-cardwell-iccrg-bbr-congestion-control-00): it sends
/// at the highest rate that was delivered of late, a quarter faster for one round trip in eight, with at most twice the
/// product of that rate and the least round trip under way, and does not heed losses.
/// </summary>
/// <param name="roundTripMs">Round trip without any queue, in milliseconds.</param>
/// <param name="pace">What it wants to send, in bit/s; 0 for all that it gets.</param>
internal sealed class BbrFlow(int roundTripMs, double pace) : TcpFlow(roundTripMs, pace)
{
    /// <summary>2 / ln 2: doubles the rate each round trip.</summary>
    private const double StartGain = 2.885;

    private const double WindowGain = 2;
    private const double LeastWindow = 4 * PacketBytes;

    /// <summary>Linux adds three bursts of two packets, so that a burst is never waited for.</summary>
    private const double BurstBytes = 6 * PacketBytes;

    /// <summary>Round trips for which a delivered rate counts.</summary>
    private const int RoundsKept = 10;

    /// <summary>The start is over when the rate has not grown by a quarter for so many round trips.</summary>
    private const int RoundsFull = 3;
    private const double Growth = 1.25;

    /// <summary>For so long the least round trip counts; then it is measured again with four packets.</summary>
    private const double LeastRttSeconds = 10;
    private const double ProbeRttSeconds = 0.2;

    /// <summary>A sender that was held up sends at most so many milliseconds' worth at once.</summary>
    private const double BurstMs = 2;

    private const int Slots = 4096;

    private static readonly double[] s_cycle = [1.25, 0.75, 1, 1, 1, 1, 1, 1];

    private readonly double[] _rates = new double[RoundsKept];
    private readonly double[] _deliveredAt = new double[Slots];
    private double _delivered;
    private int _lastMs;
    private int _round;
    private double _roundEnds;
    private double _fullRate;
    private int _fullRounds;
    private bool _starting = true;
    private bool _draining;
    private int _phase;
    private double _phaseEnds;
    private double _leastRttMs = double.PositiveInfinity;
    private double _leastRttAt;
    private double _probeEnds = double.NegativeInfinity;
    private double _budget;

    private double Rate => Math.Max(FirstWindow / RoundTripMs, Highest());

    private double LeastRttMs => double.IsFinite(_leastRttMs) ? _leastRttMs : RoundTripMs;

    /// <summary>What is under way when the line is just full, in bytes.</summary>
    private double Product => Rate * LeastRttMs;

    /// <inheritdoc/>
    protected override void Restart()
    {
        Array.Clear(_rates);
        (_starting, _draining, _fullRate, _fullRounds) = (true, false, 0, 0);
        _leastRttMs = double.PositiveInfinity;
        _probeEnds = double.NegativeInfinity;
        _budget = FirstWindow;
    }

    /// <inheritdoc/>
    protected override double Room(double now)
    {
        double gain = _starting ? StartGain : _draining ? 1 / StartGain : s_cycle[_phase];
        double paced = Rate * gain;
        _budget = Math.Min(_budget + paced, Math.Max(paced * BurstMs, 2 * PacketBytes));
        double window = now < _probeEnds
            ? LeastWindow
            : Math.Max(LeastWindow, (_starting || _draining ? StartGain : WindowGain) * Product + BurstBytes);
        return Math.Max(0, Math.Min(_budget, Math.Min(WindowMost, window) - UnderWay));
    }

    /// <inheritdoc/>
    protected override void HaveSent(double sent, double room) => _budget -= sent;

    /// <inheritdoc/>
    protected override void Grow(double bytes, double now)
    {
        int millis = (int)Math.Round(now * 1000);
        Remember(millis, bytes);
        int back = (int)Math.Clamp(RttMs, 1, Math.Min(millis, Slots - 1));
        double rate = (_delivered - _deliveredAt[(millis - back) % Slots]) / back;
        if (now >= _roundEnds)
        {
            _roundEnds = now + RttMs / 1000;
            _round = (_round + 1) % RoundsKept;
            _rates[_round] = 0;
            EndRound();
        }
        _rates[_round] = Math.Max(_rates[_round], rate);
        if (RttMs <= _leastRttMs)
            (_leastRttMs, _leastRttAt) = (RttMs, now);
        else if (now - _leastRttAt > LeastRttSeconds && !_starting)
            (_leastRttMs, _leastRttAt, _probeEnds) = (RttMs, now, now + ProbeRttSeconds + LeastRttMs / 1000);
        if (_draining && UnderWay <= Product)
            (_draining, _phase, _phaseEnds) = (false, 2, now + LeastRttMs / 1000);
        if (!_starting && !_draining && now >= _phaseEnds)
            (_phase, _phaseEnds) = ((_phase + 1) % s_cycle.Length, now + LeastRttMs / 1000);
    }

    /// <inheritdoc/>
    protected override void Cut(double now)
    {
    }

    /// <summary>Every millisecond since the last acknowledgement had delivered as much as that one.</summary>
    private void Remember(int millis, double bytes)
    {
        for (int i = Math.Max(_lastMs + 1, millis - Slots + 1); i < millis; i++)
            _deliveredAt[i % Slots] = _delivered;
        _delivered += bytes;
        _deliveredAt[millis % Slots] = _delivered;
        _lastMs = millis;
    }

    private void EndRound()
    {
        if (!_starting)
            return;
        double highest = Highest();
        if (highest >= _fullRate * Growth)
        {
            (_fullRate, _fullRounds) = (highest, 0);
            return;
        }
        if (++_fullRounds >= RoundsFull)
            (_starting, _draining) = (false, true);
    }

    private double Highest()
    {
        double highest = 0;
        foreach (double rate in _rates)
            highest = Math.Max(highest, rate);
        return highest;
    }
}
