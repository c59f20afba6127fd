using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Wanctl.Host.Interop;
using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>An IP address in the form that the kernel's calls take.</summary>
internal sealed class SocketAddress
{
    private readonly byte[] _bytes;
    private readonly int _addressOffset;
    private readonly int _addressLength;

    /// <summary>Parses an IPv4 or IPv6 literal, the latter optionally with a scope (<c>fe80::1%eth0</c>).</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public SocketAddress(string literal)
    {
        IPAddress address = IPAddress.Parse(literal);
        Literal = literal;
        Family = address.AddressFamily == AddressFamily.InterNetwork ? EchoFamily.V4 : EchoFamily.V6;
        bool v4 = Family == EchoFamily.V4;
        _bytes = new byte[v4 ? 16 : Libc.SockAddrSize];
        _addressOffset = v4 ? 4 : 8;
        _addressLength = v4 ? 4 : 16;
        // The family field is in the machine's own byte order; the rest is in the network's.
        ushort family = v4 ? (ushort)Libc.AF_INET : (ushort)Libc.AF_INET6;
        MemoryMarshal.Write(_bytes, in family);
        address.TryWriteBytes(_bytes.AsSpan(_addressOffset), out _);
        if (!v4 && address.ScopeId != 0)
            MemoryMarshal.Write(_bytes.AsSpan(24), (uint)address.ScopeId);
    }

    /// <summary>The text it was made from.</summary>
    public string Literal { get; }

    /// <summary>Which ICMP reaches it.</summary>
    public EchoFamily Family { get; }

    /// <summary>The sockaddr_in or sockaddr_in6.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Whether a socket address names the same host; port and flow do not count.</summary>
    public bool SameHost(ReadOnlySpan<byte> other) =>
        other.Length >= _addressOffset + _addressLength
        && other[..2].SequenceEqual(_bytes.AsSpan(0, 2))
        && other.Slice(_addressOffset, _addressLength).SequenceEqual(_bytes.AsSpan(_addressOffset, _addressLength));
}
