using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Time;
using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>
/// The kernel's way to a link's reflectors, bound to the link's source address and interface: a ping socket for each
/// reflector, for there the identifier belongs to the socket; or, where only raw sockets are allowed, one for each
/// family, for each of them sees all answers. A socket that cannot be opened, or that loses its interface, is tried
/// again every second; meanwhile requests count as not sent.
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
    private readonly ushort[] _identifiers;
    private readonly IcmpSocket?[] _sockets;
    private readonly Instant[] _retryAt;
    private int _reading;

    /// <summary>Opens the sockets that the reflectors need.</summary>
    /// <param name="probe">Reflectors, source address and interface.</param>
    public IcmpChannel(ProbeSettings probe)
    {
        _source = probe.SourceAddress is { } source ? new SocketAddress(source) : null;
        _device = probe.Interface is { } device ? Encoding.UTF8.GetBytes(device + '\0') : [];
        int count = probe.Reflectors.Count;
        _reflectors = new SocketAddress[count];
        _identifiers = new ushort[count];
        _sockets = new IcmpSocket?[count];
        _retryAt = new Instant[count];
        Array.Fill(_retryAt, Instant.Never);
        for (int i = 0; i < count; i++)
        {
            _reflectors[i] = new SocketAddress(probe.Reflectors[i]);
            _identifiers[i] = Draw();
        }
        for (int i = 0; i < count; i++)
            SocketAt(Slot(i));
    }

    /// <inheritdoc/>
    public int Trouble { get; private set; }

    /// <summary>Whether this process may use neither a ping socket nor a raw one; no waiting will mend that.</summary>
    public bool Forbidden => Trouble is EPERM or EACCES && Array.TrueForAll(_sockets, static socket => socket is null);

    /// <inheritdoc/>
    public EchoFamily FamilyOf(int reflector) => _reflectors[reflector].Family;

    /// <inheritdoc/>
    public ushort IdentifierOf(int reflector) =>
        _sockets[Slot(reflector)] is { Raw: false } ping ? ping.Identifier : _identifiers[reflector];

    /// <inheritdoc/>
    public bool TrySend(int reflector, ReadOnlySpan<byte> packet)
    {
        int slot = Slot(reflector);
        if (SocketAt(slot) is not { } socket)
            return false;
        Trouble = socket.Send(packet, _reflectors[reflector].Bytes);
        if (Trouble is ENXIO or EBADF or ENODEV or EADDRNOTAVAIL)
            Drop(slot);
        return Trouble == 0;
    }

    /// <inheritdoc/>
    public bool TryReceive(out EchoArrival arrival)
    {
        for (; _reading < _sockets.Length; _reading++)
        {
            if (_sockets[_reading] is not { Expecting: true } socket)
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
        _reading = 0;
        arrival = default;
        return false;
    }

    /// <inheritdoc/>
    public void Renew()
    {
        for (int slot = 0; slot < _sockets.Length; slot++)
        {
            _identifiers[slot] = Draw();
            if (_sockets[slot] is null)
                continue;
            Drop(slot);
            _retryAt[slot] = Instant.Never;
        }
        for (int i = 0; i < _sockets.Length; i++)
            SocketAt(Slot(i));
    }

    /// <inheritdoc/>
    public void Renew(int reflector)
    {
        _identifiers[reflector] = Draw();
        if (_sockets[Slot(reflector)] is { Raw: false } ping)
            Trouble = ping.Reopen(SourceFor(ping.Family), _device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int slot = 0; slot < _sockets.Length; slot++)
            Drop(slot);
    }

    private static ushort Draw() => (ushort)EchoToken.Draw();

    /// <summary>
    /// Which socket a reflector's echoes take: its own, or, once that is a raw one, that of the first reflector of its
    /// family.
    /// </summary>
    private int Slot(int reflector)
    {
        EchoFamily family = _reflectors[reflector].Family;
        int first = 0;
        while (_reflectors[first].Family != family)
            first++;
        return _sockets[first] is { Raw: true } ? first : reflector;
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

    private IcmpSocket? SocketAt(int slot)
    {
        ref IcmpSocket? socket = ref _sockets[slot];
        if (socket is not null)
            return socket;
        Instant now = Clock.Now();
        if (now < _retryAt[slot])
            return null;
        EchoFamily family = _reflectors[slot].Family;
        socket = IcmpSocket.TryOpen(family, SourceFor(family), _device, out int errno);
        Trouble = errno;
        if (socket is null)
            _retryAt[slot] = now + RetryAfter;
        return socket;
    }

    private ReadOnlySpan<byte> SourceFor(EchoFamily family) => _source?.Family == family ? _source.Bytes : default;

    private void Drop(int slot)
    {
        _sockets[slot]?.Dispose();
        _sockets[slot] = null;
        _retryAt[slot] = Clock.Now() + RetryAfter;
    }
}
