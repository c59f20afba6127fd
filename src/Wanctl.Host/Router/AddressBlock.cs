using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wanctl.Host.Router;

/// <summary>An address or a network as RouterOS writes them: <c>192.168.88.1/24</c>, <c>2001:db8::/64</c>.</summary>
internal readonly struct AddressBlock
{
    private readonly byte[] _bytes;

    private AddressBlock(byte[] bytes, int prefix)
    {
        _bytes = bytes;
        Prefix = prefix;
    }

    /// <summary>Bits that are fixed.</summary>
    public int Prefix { get; }

    /// <summary>Whether it holds every address of its family.</summary>
    public bool IsEverything => Prefix == 0;

    /// <summary>
    /// Whether it lies in what nobody routes on the Internet and homes use: RFC 1918 and IPv6's unique local ones. The
    /// shared addresses of providers (100.64.0.0/10) are the WAN as often as not.
    /// </summary>
    public bool IsPrivate =>
        Within("10.0.0.0/8") || Within("172.16.0.0/12") || Within("192.168.0.0/16") || Within("fc00::/7");

    /// <summary>Reads one; an interface's name, even one of digits, is none.</summary>
    public static bool TryParse(string text, out AddressBlock block)
    {
        block = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        string host = slash < 0 ? text : text[..slash];
        bool looksLike = host.Contains(':', StringComparison.Ordinal) || host.Split('.').Length == 4;
        if (!looksLike || !IPAddress.TryParse(host, out IPAddress? address))
            return false;
        int bits = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        int prefix = bits;
        bool plain = slash < 0
            || int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix);
        if (!plain || prefix > bits)
            return false;
        block = new AddressBlock(address.GetAddressBytes(), prefix);
        return true;
    }

    /// <summary>Whether the two have addresses in common; then one holds the other.</summary>
    public bool Overlaps(AddressBlock other)
    {
        if (_bytes.Length != other._bytes.Length)
            return false;
        int bits = Math.Min(Prefix, other.Prefix);
        for (int i = 0; i < bits; i++)
        {
            int mask = 0x80 >> (i % 8);
            if ((_bytes[i / 8] & mask) != (other._bytes[i / 8] & mask))
                return false;
        }
        return true;
    }

    private bool Within(string network) =>
        TryParse(network, out AddressBlock other) && Prefix >= other.Prefix && Overlaps(other);
}
