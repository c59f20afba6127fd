using System.Threading;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// A router that answers a burst at once and then only so many commands a second, until it has had a rest.
/// </summary>
internal sealed class Knee
{
    private readonly Lock _gate = new();
    private double _spent;
    private Instant _last;

    /// <summary>How long the answers to some commands take, on top of everything else.</summary>
    public Duration Delay(long commands, int burst, int rate, Instant now)
    {
        if (commands == 0 || burst <= 0 || rate <= 0) return Duration.Zero;
        lock (_gate)
        {
            _spent = Math.Max(0, _spent - (now - _last).Seconds * rate) + commands;
            _last = now;
            return _spent <= burst ? Duration.Zero : Duration.FromSeconds((_spent - burst) / rate);
        }
    }
}
