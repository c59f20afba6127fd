using Wanctl.Core.Units;
using Wanctl.Host.Time;
using Wanctl.Wire.Stamp;

namespace Wanctl.Host.Reflect;

/// <summary>
/// The clock that a reflector tells: the raw monotonic one plus what the system clock was ahead of it at the start. It
/// looks like the time of day and is neither stepped nor slewed; what a client measures with it are differences.
/// </summary>
internal sealed class ReflectorClock
{
    /// <summary>
    /// A receive stamp that is older, or of the future, is of before or after a step of the system clock.
    /// </summary>
    private const long AgeMaxNanos = 5_000_000_000;

    private readonly long _aheadNanos;
    private ClockPair _pair;

    public ReflectorClock()
    {
        Read();
        _aheadNanos = _pair.WallNanos - _pair.Now.Nanos;
    }

    /// <summary>The raw monotonic clock when it was read last.</summary>
    public Instant Now => _pair.Now;

    /// <summary>Reads both clocks, to convert receive stamps by.</summary>
    public void Read() => _pair = ClockPair.Read(Clock.RawNow, Clock.WallNanos);

    /// <summary>When a datagram arrived, by the kernel's stamp; without one, when the clocks were read.</summary>
    /// <param name="wallNanos">Nanoseconds of the system clock; 0 for none.</param>
    public ulong NtpOfReceipt(long wallNanos)
    {
        long age = _pair.WallNanos - wallNanos;
        return Ntp(_pair.Now.Nanos - (age is >= 0 and <= AgeMaxNanos ? age : 0));
    }

    /// <summary>The time.</summary>
    public ulong NtpNow() => Ntp(Clock.RawNow().Nanos);

    private ulong Ntp(long rawNanos) => StampTime.NtpOf(rawNanos + _aheadNanos);
}
