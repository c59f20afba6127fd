using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Time;
using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>
/// The kernel's way to a link's reflectors: up to one socket a family, bound to the link's source address and
/// interface. A socket that cannot be opened, or that loses its interface, is tried again every second; meanwhile
/// requests count as not sent.
/// </summary>
public sealed class IcmpChannel : IEchoChannel
{
    private const int EPERM = 1;
    private const int ENXIO = 6;
    private const int EBADF = 9;
    private const int EACCES = 13;
    private const int ENODEV = 19;
    private const int EADDRNOTAVAIL = 99;

    private static readonly Duration RetryAfter = Duration.FromSeconds(1);

    private readonly SocketAddress[] _reflectors;
    private readonly byte[] _device;
    private readonly SocketAddress? _source;
    private readonly ushort _identifier;
    private readonly IcmpSocket?[] _sockets = new IcmpSocket?[2];
    private readonly Instant[] _retryAt = [Instant.Never, Instant.Never];

    /// <summary>Opens the sockets that the reflectors need.</summary>
    /// <param name="probe">Reflectors, source address and interface.</param>
    /// <param name="identifier">The identifier for raw sockets; other links on this machine need other ones.</param>
    public IcmpChannel(ProbeSettings probe, ushort identifier)
    {
        _identifier = identifier;
        _source = probe.SourceAddress is { } source ? new SocketAddress(source) : null;
        _device = probe.Interface is { } device ? Encoding.UTF8.GetBytes(device + '\0') : [];
        _reflectors = new SocketAddress[probe.Reflectors.Count];
        for (int i = 0; i < _reflectors.Length; i++)
            _reflectors[i] = new SocketAddress(probe.Reflectors[i]);
        foreach (SocketAddress reflector in _reflectors)
            SocketFor(reflector.Family);
    }

    /// <inheritdoc/>
    public int Trouble { get; private set; }

    /// <summary>Whether this process may use neither a ping socket nor a raw one; no waiting will mend that.</summary>
    public bool Forbidden => Trouble is EPERM or EACCES && _sockets[0] is null && _sockets[1] is null;

    /// <inheritdoc/>
    public EchoFamily FamilyOf(int reflector) => _reflectors[reflector].Family;

    /// <inheritdoc/>
    public ushort IdentifierOf(EchoFamily family) => _sockets[(int)family]?.Identifier ?? _identifier;

    /// <inheritdoc/>
    public bool TrySend(int reflector, ReadOnlySpan<byte> packet)
    {
        SocketAddress to = _reflectors[reflector];
        if (SocketFor(to.Family) is not { } socket)
            return false;
        Trouble = socket.Send(packet, to.Bytes);
        if (Trouble is ENXIO or EBADF or ENODEV or EADDRNOTAVAIL)
            Drop(to.Family);
        return Trouble == 0;
    }

    /// <inheritdoc/>
    public bool TryReceive(out EchoArrival arrival)
    {
        foreach (IcmpSocket? socket in _sockets)
        {
            if (socket is null)
                continue;
            if (!socket.TryReceive(out ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> from, out long wall))
                continue;
            arrival = new EchoArrival
            {
                Bytes = bytes,
                Family = socket.Family,
                WithIpHeader = socket.Raw && socket.Family == EchoFamily.V4,
                Reflector = ReflectorAt(from),
                WallNanos = wall,
            };
            return true;
        }
        arrival = default;
        return false;
    }

    /// <inheritdoc/>
    public void Renew()
    {
        for (int family = 0; family < _sockets.Length; family++)
        {
            if (_sockets[family] is null)
                continue;
            Drop((EchoFamily)family);
            _retryAt[family] = Instant.Never;
            SocketFor((EchoFamily)family);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Drop(EchoFamily.V4);
        Drop(EchoFamily.V6);
    }

    private int ReflectorAt(ReadOnlySpan<byte> from)
    {
        for (int i = 0; i < _reflectors.Length; i++)
        {
            if (_reflectors[i].SameHost(from))
                return i;
        }
        return -1;
    }

    private IcmpSocket? SocketFor(EchoFamily family)
    {
        ref IcmpSocket? socket = ref _sockets[(int)family];
        if (socket is not null)
            return socket;
        Instant now = Clock.Now();
        if (now < _retryAt[(int)family])
            return null;
        ReadOnlySpan<byte> source = _source?.Family == family ? _source.Bytes : default;
        socket = IcmpSocket.TryOpen(family, source, _device, _identifier, out int errno);
        Trouble = errno;
        if (socket is null)
            _retryAt[(int)family] = now + RetryAfter;
        return socket;
    }

    private void Drop(EchoFamily family)
    {
        _sockets[(int)family]?.Dispose();
        _sockets[(int)family] = null;
        _retryAt[(int)family] = Clock.Now() + RetryAfter;
    }
}
