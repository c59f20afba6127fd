namespace Wanctl.Wire.Icmp;

/// <summary>The ways an echo request ends, other than by silence.</summary>
public enum EchoKind
{
    /// <summary>The reflector answered.</summary>
    Answer,

    /// <summary>No way to the reflector, or it refuses (type 3; 1 in ICMPv6).</summary>
    Unreachable,

    /// <summary>The hop limit ran out on the way (type 11; 3 in ICMPv6).</summary>
    TimeExceeded,

    /// <summary>A router found fault with the header (type 12; 4 in ICMPv6).</summary>
    ParameterProblem,

    /// <summary>
    /// The request is larger than a link on the way carries (type 2 in ICMPv6; IPv4 calls it unreachable).
    /// </summary>
    TooBig,
}
