using System.Runtime.CompilerServices;
using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>What became of one echo request.</summary>
public struct EchoSample
{
    /// <summary>The value of <see cref="RttMicros"/> that says "lost": no answer within the probe timeout.</summary>
    public const int Lost = -1;

    /// <summary>When the request was sent, on the monotonic clock.</summary>
    public Instant SentAt;

    /// <summary>Number of the request, counting from 0 at start.</summary>
    public uint Sequence;

    /// <summary>Round-trip time in microseconds, or <see cref="Lost"/>.</summary>
    public int RttMicros;

    /// <summary>Which reflector was asked: index into <c>ProbeSettings.Reflectors</c>.</summary>
    public byte Reflector;

    /// <summary>Whether an answer came in time.</summary>
    public readonly bool Answered => RttMicros >= 0;
}

/// <summary>Room for the samples of one tick.</summary>
[InlineArray(EchoBatch.Capacity)]
internal struct EchoSamples
{
    private EchoSample _first;
}
