namespace Wanctl.Wire.Icmp;

/// <summary>Which of the two ICMPs.</summary>
public enum EchoFamily
{
    /// <summary>ICMP over IPv4 (RFC 792).</summary>
    V4,

    /// <summary>ICMPv6 (RFC 4443).</summary>
    V6,
}
