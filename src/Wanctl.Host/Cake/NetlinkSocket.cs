using System.Runtime.InteropServices;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Cake;

/// <summary>
/// A socket to the kernel's rtnetlink, and to its news of interfaces and qdiscs. Receives in batches, one system call
/// for up to <see cref="Batch"/> datagrams. Never waits for data; but the kernel works a request off while it is being
/// sent, under its lock on the network's set-up.
/// </summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    /// <summary>Datagrams taken with one call: the pieces of a dump, its end, answers, and some news.</summary>
    public const int Batch = 8;

    /// <summary>
    /// Bytes of a datagram. The kernel fills a dump's datagrams up to the size that it was last asked with, and makes
    /// none larger than 8 KiB by itself.
    /// </summary>
    public const int DatagramSize = 16384;

    private readonly byte* _memory;
    private readonly Libc.MmsgHdr* _messages;
    private readonly Libc.NetlinkAddress* _names;
    private readonly byte* _datagrams;
    private int _fd;

    /// <summary>Takes over an open socket; <paramref name="port"/> is its address.</summary>
    internal NetlinkSocket(int fd, uint port)
    {
        _fd = fd;
        Port = port;
        nuint headers = (nuint)(Batch * (sizeof(Libc.MmsgHdr) + sizeof(Libc.IoVec) + sizeof(Libc.NetlinkAddress)));
        _memory = (byte*)NativeMemory.AllocZeroed(headers + Batch * DatagramSize);
        _messages = (Libc.MmsgHdr*)_memory;
        var vectors = (Libc.IoVec*)(_messages + Batch);
        _names = (Libc.NetlinkAddress*)(vectors + Batch);
        _datagrams = _memory + headers;
        for (int i = 0; i < Batch; i++)
        {
            vectors[i] = new Libc.IoVec { Base = _datagrams + i * DatagramSize, Length = DatagramSize };
            _messages[i].Header.Vectors = &vectors[i];
            _messages[i].Header.VectorCount = 1;
            _messages[i].Header.Name = &_names[i];
        }
    }

    /// <summary>The socket's address: what answers to it carry.</summary>
    public uint Port { get; }

    /// <summary>Opens a socket; null where that fails, with the system's error number.</summary>
    /// <param name="listening">Whether to receive news of interfaces and qdiscs.</param>
    /// <param name="errno">The error number.</param>
    public static NetlinkSocket? TryOpen(bool listening, out int errno)
    {
        const int Flags = Libc.SOCK_RAW | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK;
        int fd = Libc.socket(Libc.AF_NETLINK, Flags, Libc.NETLINK_ROUTE);
        uint port = 0;
        errno = fd < 0 ? Libc.Errno : Prepare(fd, listening, out port);
        if (errno == 0)
            return new NetlinkSocket(fd, port);
        if (fd >= 0)
            _ = Libc.close(fd);
        return null;
    }

    /// <summary>Sends requests to the kernel, which has carried them out on return; 0, or the error number.</summary>
    public int Send(ReadOnlySpan<byte> requests)
    {
        fixed (byte* bytes = requests)
        {
            const int Flags = Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL;
            nint sent = Libc.send(_fd, bytes, (nuint)requests.Length, Flags);
            return sent == requests.Length ? 0 : Libc.Errno;
        }
    }

    /// <summary>
    /// Receives what has come. Fewer than <see cref="Batch"/> datagrams mean that there is no more.
    /// </summary>
    /// <returns>How many datagrams; where there is none, minus the error number (EAGAIN: nothing has come).</returns>
    public int Receive()
    {
        for (int i = 0; i < Batch; i++)
            _messages[i].Header.NameLength = (uint)sizeof(Libc.NetlinkAddress);
        int count = Libc.recvmmsg(_fd, _messages, Batch, Libc.MSG_DONTWAIT, null);
        return count > 0 ? count : -Libc.Errno;
    }

    /// <summary>
    /// Datagram number <paramref name="index"/> of the last <see cref="Receive"/>; empty where it is not the kernel's.
    /// </summary>
    public ReadOnlySpan<byte> Datagram(int index, out bool cut)
    {
        ref Libc.MmsgHdr message = ref _messages[index];
        cut = (message.Header.Flags & Libc.MSG_TRUNC) != 0;
        bool foreign = message.Header.NameLength >= sizeof(Libc.NetlinkAddress) && _names[index].Port != 0;
        return foreign ? default : new ReadOnlySpan<byte>(_datagrams + index * DatagramSize, (int)message.Length);
    }

    public void Dispose()
    {
        if (_fd < 0)
            return;
        _ = Libc.close(_fd);
        _fd = -1;
        NativeMemory.Free(_memory);
    }

    private static int Prepare(int fd, bool listening, out uint port)
    {
        int one = 1;
        // The kernel's own words on a refusal, and the refused request by its header alone; older kernels do without.
        _ = Libc.setsockopt(fd, Libc.SOL_NETLINK, Libc.NETLINK_EXT_ACK, &one, sizeof(int));
        _ = Libc.setsockopt(fd, Libc.SOL_NETLINK, Libc.NETLINK_CAP_ACK, &one, sizeof(int));
        var address = new Libc.NetlinkAddress
        {
            Family = Libc.AF_NETLINK,
            Groups = listening ? Libc.RTMGRP_LINK | Libc.RTMGRP_TC : 0,
        };
        uint size = (uint)sizeof(Libc.NetlinkAddress);
        port = 0;
        if (Libc.bind(fd, &address, size) != 0 || Libc.getsockname(fd, &address, &size) != 0)
            return Libc.Errno;
        port = address.Port;
        return 0;
    }
}
