using System.Threading;
using Wanctl.Simulation.Line;

namespace Wanctl.Lab.Delay;

/// <summary>How long each packet takes, by the wind tunnel's distributions.</summary>
/// <param name="noise">none, still, cable or radio.</param>
/// <param name="loss">Share of echoes that get lost.</param>
/// <param name="dice">Where chance comes from.</param>
internal sealed class DelayPath(string noise, double loss, SeededNoise dice)
{
    private readonly Lock _gate = new();
    private SeededNoise _dice = dice;
    private double _rttMillis;
    private double _blipMillis;

    /// <summary>Changes it; any thread may.</summary>
    public void Set(double rttMillis, double blipMillis)
    {
        lock (_gate)
            (_rttMillis, _blipMillis) = (rttMillis, blipMillis);
    }

    /// <summary>The delay of the next packet in milliseconds; NaN where it gets lost.</summary>
    public double Draw(bool echo)
    {
        lock (_gate)
        {
            if (!echo)
                return _rttMillis;
            if (_dice.Share() < loss)
                return double.NaN;
            return _rttMillis + _blipMillis + noise switch
            {
                "still" => 0.2 * _dice.Exponential(),
                "cable" => 5 + 10 * _dice.Share(),
                "radio" => 2 * _dice.Exponential(),
                _ => 0,
            };
        }
    }
}
