namespace Wanctl.Wire.Dns;

/// <summary>What a record holds, by its number in RFC 1035 and RFC 3596; others are passed over.</summary>
public enum DnsType : ushort
{
    /// <summary>An IPv4 address of four bytes.</summary>
    A = 1,

    /// <summary>Another name under which the rest is to be found.</summary>
    Cname = 5,

    /// <summary>An IPv6 address of sixteen bytes.</summary>
    Aaaa = 28,
}
