using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>What is known of one reflector from the samples of it.</summary>
public struct ReflectorPicture
{
    /// <summary>The last answer's round-trip time in microseconds; 0 before the first.</summary>
    public int LastMicros;

    /// <summary>When that was.</summary>
    public Instant AnsweredAt;

    /// <summary>Echoes answered since start.</summary>
    public long Answered;

    /// <summary>Echoes given up since start.</summary>
    public long Lost;
}
