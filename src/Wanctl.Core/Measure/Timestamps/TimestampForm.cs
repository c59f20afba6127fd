namespace Wanctl.Core.Measure.Timestamps;

/// <summary>
/// How a host writes the time into its ICMP timestamps. Sources: RFC 792 page 17; Rye and Beverly, "Sundials in the
/// Shade", PAM 2019; Linux net/ipv4/af_inet.c.
/// </summary>
public enum TimestampForm : byte
{
    /// <summary>Milliseconds since midnight, big-endian: the standard one, of any time zone.</summary>
    Standard,

    /// <summary>The highest bit says that it is no time of day; the other 31 count milliseconds.</summary>
    HighBit,

    /// <summary>Milliseconds since midnight with their four bytes in reverse.</summary>
    LittleEndian,

    /// <summary>
    /// The low 16 bits of the milliseconds in the high half and zeros in the low one, as some Linux releases about 4.6
    /// answer on little-endian machines (htons for htonl). Not used: it wraps after 65.5 s.
    /// </summary>
    HalfWord,
}
