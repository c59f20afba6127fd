using System.Runtime.InteropServices;
using Wanctl.Host.Interop;
using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>
/// One kernel socket for echoes of one family: a ping socket where the system allows it, else a raw one. Receives in
/// batches, one system call for up to <see cref="Batch"/> datagrams, each with the kernel's own receive stamp where the
/// kernel gives one.
/// </summary>
internal sealed unsafe class IcmpSocket : IDisposable
{
    /// <summary>Datagrams taken with one call; a tick expects one, a stall of a second leaves twenty.</summary>
    public const int Batch = 8;

    private const int DatagramSize = 256;
    private const int ControlSize = 64;
    private const ushort EchoReplyBit = 1 << 0;

    private readonly byte* _memory;
    private readonly Libc.MmsgHdr* _messages;
    private readonly byte* _names;
    private readonly byte* _controls;
    private readonly byte* _datagrams;
    private int _fd;
    private int _received;
    private int _taken;
    private int _expected;

    private IcmpSocket(int fd, EchoFamily family, bool raw, ushort identifier)
    {
        _fd = fd;
        Family = family;
        Raw = raw;
        Identifier = identifier;
        nuint headers = (nuint)(Batch * (sizeof(Libc.MmsgHdr) + sizeof(Libc.IoVec)));
        nuint data = Batch * (Libc.SockAddrSize + 4 + ControlSize + DatagramSize);
        _memory = (byte*)NativeMemory.AllocZeroed(headers + data);
        _messages = (Libc.MmsgHdr*)_memory;
        var vectors = (Libc.IoVec*)(_memory + Batch * sizeof(Libc.MmsgHdr));
        _names = _memory + headers;
        _controls = _names + Batch * (Libc.SockAddrSize + 4);
        _datagrams = _controls + Batch * ControlSize;
        for (int i = 0; i < Batch; i++)
        {
            vectors[i] = new Libc.IoVec { Base = _datagrams + i * DatagramSize, Length = DatagramSize };
            _messages[i].Header.Vectors = &vectors[i];
            _messages[i].Header.VectorCount = 1;
            _messages[i].Header.Name = _names + i * (Libc.SockAddrSize + 4);
            _messages[i].Header.Control = _controls + i * ControlSize;
        }
    }

    public EchoFamily Family { get; }

    /// <summary>Whether this is a raw socket, which sees everybody's answers and (IPv4) the IP header.</summary>
    public bool Raw { get; private set; }

    /// <summary>
    /// A ping socket's identifier, which the kernel chose; 0 on a raw one, where each echo has its own.
    /// </summary>
    public ushort Identifier { get; private set; }

    /// <summary>
    /// Whether reading may bring something: on a ping socket an answer to what was sent, on a raw one also what others
    /// have asked for.
    /// </summary>
    public bool Expecting => Raw || _expected > 0;

    /// <summary>Opens a socket; null where that fails, with the system's error number.</summary>
    /// <param name="family">Which ICMP.</param>
    /// <param name="source">The socket address to send from, or empty.</param>
    /// <param name="device">The interface's name in UTF-8 with a final zero, or empty.</param>
    /// <param name="errno">The error number of the last attempt.</param>
    public static IcmpSocket? TryOpen(
        EchoFamily family, ReadOnlySpan<byte> source, ReadOnlySpan<byte> device, out int errno)
    {
        errno = Open(family, source, device, out int fd, out bool raw, out ushort identifier);
        return errno == 0 ? new IcmpSocket(fd, family, raw, identifier) : null;
    }

    /// <summary>
    /// Takes a fresh descriptor, and with it another identifier on a ping socket; keeps the one it has where none is to
    /// be had.
    /// </summary>
    /// <returns>0, or the system's error number.</returns>
    public int Reopen(ReadOnlySpan<byte> source, ReadOnlySpan<byte> device)
    {
        int errno = Open(Family, source, device, out int fd, out bool raw, out ushort identifier);
        if (errno != 0)
            return errno;
        _ = Libc.close(_fd);
        _fd = fd;
        Raw = raw;
        Identifier = identifier;
        _received = 0;
        _taken = 0;
        _expected = 0;
        return 0;
    }

    private static int Open(
        EchoFamily family, ReadOnlySpan<byte> source, ReadOnlySpan<byte> device, out int fd, out bool raw,
        out ushort identifier)
    {
        int domain = family == EchoFamily.V4 ? Libc.AF_INET : Libc.AF_INET6;
        int protocol = family == EchoFamily.V4 ? Libc.IPPROTO_ICMP : Libc.IPPROTO_ICMPV6;
        const int Flags = Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK;
        raw = false;
        identifier = 0;
        fd = Libc.socket(domain, Libc.SOCK_DGRAM | Flags, protocol);
        if (fd < 0)
        {
            raw = true;
            fd = Libc.socket(domain, Libc.SOCK_RAW | Flags, protocol);
        }
        int errno = fd < 0 ? Libc.Errno : Prepare(fd, family, raw, source, device);
        if (errno == 0 && !raw)
            errno = KernelIdentifier(fd, source.IsEmpty, domain, out identifier);
        if (errno != 0 && fd >= 0)
            _ = Libc.close(fd);
        return errno;
    }

    /// <summary>Sends a packet to a socket address; 0, or the system's error number.</summary>
    public int Send(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> address)
    {
        fixed (byte* bytes = packet)
        fixed (byte* to = address)
        {
            nint sent = Libc.sendto(_fd, bytes, (nuint)packet.Length, Libc.MSG_DONTWAIT, to, (uint)address.Length);
            if (sent != packet.Length)
                return Libc.Errno;
            _expected++;
            return 0;
        }
    }

    /// <summary>
    /// The next datagram that has arrived. A batch that came back short means that the kernel has no more: then false
    /// is said without asking it again, and the call after that asks anew.
    /// </summary>
    public bool TryReceive(out ReadOnlySpan<byte> datagram, out ReadOnlySpan<byte> from, out long wallNanos)
    {
        datagram = default;
        from = default;
        wallNanos = 0;
        if (_taken == _received)
        {
            bool drained = _received is > 0 and < Batch;
            _taken = 0;
            _received = 0;
            if (drained || !Refill())
                return false;
        }
        ref Libc.MmsgHdr message = ref _messages[_taken];
        datagram = new ReadOnlySpan<byte>(_datagrams + _taken * DatagramSize, (int)message.Length);
        from = new ReadOnlySpan<byte>(message.Header.Name, (int)Math.Min(message.Header.NameLength, Libc.SockAddrSize));
        var control = new ReadOnlySpan<byte>(message.Header.Control, (int)message.Header.ControlLength);
        wallNanos = ReceiveStamp.Find(control);
        _taken++;
        _expected = Math.Max(0, _expected - 1);
        return true;
    }

    public void Dispose()
    {
        if (_fd < 0)
            return;
        _ = Libc.close(_fd);
        _fd = -1;
        NativeMemory.Free(_memory);
    }

    private bool Refill()
    {
        for (int i = 0; i < Batch; i++)
        {
            _messages[i].Header.NameLength = Libc.SockAddrSize;
            _messages[i].Header.ControlLength = ControlSize;
        }
        int count = Libc.recvmmsg(_fd, _messages, Batch, Libc.MSG_DONTWAIT, null);
        if (count <= 0)
            return false;
        _received = count;
        return true;
    }

    private static int Prepare(
        int fd, EchoFamily family, bool raw, ReadOnlySpan<byte> source, ReadOnlySpan<byte> device)
    {
        int one = 1;
        // Nanosecond stamps; microseconds where those are refused (an emulated kernel); the receiver copes with
        // neither.
        if (Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, &one, sizeof(int)) != 0)
            _ = Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_TIMESTAMP, &one, sizeof(int));
        if (raw)
            Filter(fd, family);
        fixed (byte* name = device)
        {
            uint size = (uint)device.Length;
            if (size > 0 && Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_BINDTODEVICE, name, size) != 0)
                return Libc.Errno;
        }
        fixed (byte* address = source)
        {
            if (!source.IsEmpty && Libc.bind(fd, address, (uint)source.Length) != 0)
                return Libc.Errno;
        }
        return 0;
    }

    /// <summary>
    /// Lets only echo answers through to a raw socket; the rest would wake us for nothing. Errors are not fatal.
    /// </summary>
    private static void Filter(int fd, EchoFamily family)
    {
        if (family == EchoFamily.V4)
        {
            uint blocked = ~(uint)EchoReplyBit;
            _ = Libc.setsockopt(fd, Libc.SOL_RAW, Libc.ICMP_FILTER, &blocked, sizeof(uint));
            return;
        }
        const int EchoReplyV6 = 129;
        uint* types = stackalloc uint[8];
        for (int i = 0; i < 8; i++)
            types[i] = uint.MaxValue;
        types[EchoReplyV6 / 32] &= ~(1u << (EchoReplyV6 % 32));
        _ = Libc.setsockopt(fd, Libc.IPPROTO_ICMPV6, Libc.ICMP6_FILTER, types, 32);
    }

    /// <summary>
    /// A ping socket's identifier is its port; binding to nothing in particular makes the kernel choose one now.
    /// </summary>
    private static int KernelIdentifier(int fd, bool unbound, int domain, out ushort identifier)
    {
        byte* address = stackalloc byte[Libc.SockAddrSize];
        new Span<byte>(address, Libc.SockAddrSize).Clear();
        identifier = 0;
        uint length = domain == Libc.AF_INET ? 16u : Libc.SockAddrSize;
        if (unbound)
        {
            *(ushort*)address = (ushort)domain;
            if (Libc.bind(fd, address, length) != 0)
                return Libc.Errno;
        }
        if (Libc.getsockname(fd, address, &length) != 0)
            return Libc.Errno;
        identifier = (ushort)((address[2] << 8) | address[3]);
        return 0;
    }
}
