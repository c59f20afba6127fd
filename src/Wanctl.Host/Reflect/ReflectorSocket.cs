using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Wanctl.Host.Echo;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Reflect;

/// <summary>
/// A UDP socket that takes datagrams in batches, one system call each way, and sends each answer from the room and the
/// address in which its question came. IPv4 and IPv6 on one socket where the address is <c>[::]</c>.
/// </summary>
internal sealed unsafe class ReflectorSocket : IDisposable
{
    /// <summary>
    /// Datagrams taken with one call. They share the moment that is told as that of sending: with 32 it is some tens of
    /// microseconds early for the last of a full batch; under ordinary load there is one.
    /// </summary>
    public const int Batch = 32;

    /// <summary>The largest datagram that is answered: what one packet of Ethernet carries over IPv4.</summary>
    public const int SizeMax = 1472;

    private const int RoomSize = 1536;
    private const int NameSize = 32;
    private const int ControlSize = 192;
    private const int SourceSize = 64;
    private const int ReceiveBuffer = 1 << 20;

    private readonly byte* _memory;
    private readonly Libc.MmsgHdr* _received;
    private readonly Libc.MmsgHdr* _answers;
    private readonly Libc.IoVec* _answerVectors;
    private readonly byte* _names;
    private readonly byte* _controls;
    private readonly byte* _sources;
    private readonly byte* _rooms;
    private int _fd;
    private int _queued;

    private ReflectorSocket(int fd)
    {
        _fd = fd;
        nuint heads = (nuint)(Batch * 2 * (sizeof(Libc.MmsgHdr) + sizeof(Libc.IoVec)));
        _memory = (byte*)NativeMemory.AllocZeroed(
            heads + (nuint)(Batch * (NameSize + ControlSize + SourceSize + RoomSize)));
        _received = (Libc.MmsgHdr*)_memory;
        _answers = _received + Batch;
        var vectors = (Libc.IoVec*)(_answers + Batch);
        _answerVectors = vectors + Batch;
        _names = _memory + heads;
        _controls = _names + Batch * NameSize;
        _sources = _controls + Batch * ControlSize;
        _rooms = _sources + Batch * SourceSize;
        for (int i = 0; i < Batch; i++)
        {
            vectors[i] = new Libc.IoVec { Base = _rooms + i * RoomSize, Length = RoomSize };
            _received[i].Header.Vectors = &vectors[i];
            _received[i].Header.VectorCount = 1;
            _received[i].Header.Name = _names + i * NameSize;
            _received[i].Header.Control = _controls + i * ControlSize;
            _answers[i].Header.Vectors = &_answerVectors[i];
            _answers[i].Header.VectorCount = 1;
        }
    }

    /// <summary>The port that is bound, where any free one was asked for.</summary>
    public int Port { get; private set; }

    /// <summary>Opens and binds; null with the system's error number where that fails.</summary>
    public static ReflectorSocket? TryOpen(IPEndPoint address, out int errno)
    {
        bool v4 = address.AddressFamily == AddressFamily.InterNetwork;
        int fd = Libc.socket(
            v4 ? Libc.AF_INET : Libc.AF_INET6, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, 0);
        errno = fd < 0 ? Libc.Errno : Prepare(fd, address, v4);
        if (errno == 0)
            return new ReflectorSocket(fd) { Port = PortOf(fd) };
        if (fd >= 0)
            _ = Libc.close(fd);
        return null;
    }

    /// <summary>Waits until there is something to take, or for a time.</summary>
    public void Wait(int millis)
    {
        var descriptor = new Libc.PollFd { Fd = _fd, Events = Libc.POLLIN };
        _ = Libc.poll(&descriptor, 1, millis);
    }

    /// <summary>Takes what has arrived, at most a batch; returns how many datagrams, 0 for none.</summary>
    public int Receive()
    {
        for (int i = 0; i < Batch; i++)
        {
            _received[i].Header.NameLength = NameSize;
            _received[i].Header.ControlLength = ControlSize;
        }
        _queued = 0;
        return Math.Max(0, Libc.recvmmsg(_fd, _received, Batch, Libc.MSG_DONTWAIT, null));
    }

    /// <summary>A datagram of the batch; longer than <see cref="SizeMax"/> where it was too long.</summary>
    public Span<byte> Datagram(int index)
    {
        bool cut = (_received[index].Header.Flags & Libc.MSG_TRUNC) != 0;
        return new Span<byte>(_rooms + index * RoomSize, cut ? RoomSize : (int)_received[index].Length);
    }

    /// <summary>Whom it came from.</summary>
    /// <param name="index">Which datagram.</param>
    /// <param name="port">The port.</param>
    /// <returns>The address, 4 or 16 bytes.</returns>
    public ReadOnlySpan<byte> Source(int index, out int port)
    {
        byte* name = _names + index * NameSize;
        port = (name[2] << 8) | name[3];
        return *(ushort*)name == Libc.AF_INET
            ? new ReadOnlySpan<byte>(name + 4, 4)
            : new ReadOnlySpan<byte>(name + 8, 16);
    }

    /// <summary>The kernel's receive stamp in nanoseconds of the system clock; 0 where there is none.</summary>
    public long WallNanos(int index) => ReceiveStamp.Find(Control(index));

    /// <summary>TTL or hop limit with which it came; 0 where the kernel does not say.</summary>
    public byte Hops(int index)
    {
        ReadOnlySpan<byte> control = Control(index);
        ReadOnlySpan<byte> hops = ControlMessages.Find(control, Libc.IPPROTO_IP, Libc.IP_TTL);
        if (hops.IsEmpty)
            hops = ControlMessages.Find(control, Libc.IPPROTO_IPV6, Libc.IPV6_HOPLIMIT);
        return hops.Length < sizeof(int) ? (byte)0 : (byte)MemoryMarshal.Read<int>(hops);
    }

    /// <summary>Enters the datagram's room among the answers, to be sent where it came from.</summary>
    public void Answer(int index)
    {
        ref Libc.MmsgHdr answer = ref _answers[_queued];
        _answerVectors[_queued] = new Libc.IoVec { Base = _rooms + index * RoomSize, Length = _received[index].Length };
        answer.Header.Name = _names + index * NameSize;
        answer.Header.NameLength = _received[index].Header.NameLength;
        var source = new Span<byte>(_sources + _queued * SourceSize, SourceSize);
        answer.Header.ControlLength = (nuint)LocalAddress.Copy(Control(index), source);
        answer.Header.Control = answer.Header.ControlLength > 0 ? _sources + _queued * SourceSize : null;
        _queued++;
    }

    /// <summary>Sends the answers; returns how many the kernel took.</summary>
    public int Send()
    {
        int sent = 0;
        for (int at = 0; at < _queued;)
        {
            int taken = Libc.sendmmsg(_fd, _answers + at, (uint)(_queued - at), Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL);
            // The first of the rest cannot be sent: that one is given up.
            sent += Math.Max(0, taken);
            at += Math.Max(1, taken);
        }
        _queued = 0;
        return sent;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_fd < 0)
            return;
        _ = Libc.close(_fd);
        _fd = -1;
        NativeMemory.Free(_memory);
    }

    private ReadOnlySpan<byte> Control(int index) =>
        new(_received[index].Header.Control, (int)_received[index].Header.ControlLength);

    private static int Prepare(int fd, IPEndPoint address, bool v4)
    {
        const int Zero = 0;
        if (!v4)
            Set(fd, Libc.IPPROTO_IPV6, Libc.IPV6_V6ONLY, Zero);
        if (!Set(fd, Libc.SOL_SOCKET, Libc.SO_TIMESTAMPNS, 1))
            Set(fd, Libc.SOL_SOCKET, Libc.SO_TIMESTAMP, 1);
        // A burst must not be lost while the process waits for its turn; a smaller one is what the kernel allows.
        Set(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUF, ReceiveBuffer);
        // The answer comes from the address that was asked, whichever of several that is.
        if (address.Address.Equals(IPAddress.Any))
            Set(fd, Libc.IPPROTO_IP, Libc.IP_PKTINFO, 1);
        if (address.Address.Equals(IPAddress.IPv6Any))
            Set(fd, Libc.IPPROTO_IPV6, Libc.IPV6_RECVPKTINFO, 1);
        // On an IPv6 socket both: IPv4 comes in through it, too.
        Set(fd, Libc.IPPROTO_IP, Libc.IP_RECVTTL, 1);
        if (!v4)
            Set(fd, Libc.IPPROTO_IPV6, Libc.IPV6_RECVHOPLIMIT, 1);
        byte* name = stackalloc byte[Libc.SockAddrSize];
        new Span<byte>(name, Libc.SockAddrSize).Clear();
        *(ushort*)name = v4 ? (ushort)Libc.AF_INET : (ushort)Libc.AF_INET6;
        (name[2], name[3]) = ((byte)(address.Port >> 8), (byte)address.Port);
        address.Address.TryWriteBytes(new Span<byte>(name + (v4 ? 4 : 8), 16), out _);
        if (!v4)
            *(uint*)(name + 24) = (uint)address.Address.ScopeId;
        return Libc.bind(fd, name, v4 ? 16u : Libc.SockAddrSize) == 0 ? 0 : Libc.Errno;
    }

    private static bool Set(int fd, int level, int option, int value) =>
        Libc.setsockopt(fd, level, option, &value, sizeof(int)) == 0;

    private static int PortOf(int fd)
    {
        byte* name = stackalloc byte[Libc.SockAddrSize];
        uint length = Libc.SockAddrSize;
        return Libc.getsockname(fd, name, &length) == 0 ? (name[2] << 8) | name[3] : 0;
    }
}
