using Wanctl.Host.Cake;
using Wanctl.Host.Interop;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Cake;

/// <summary>
/// The scripted kernel behind a real socket: a pair of sockets that keep datagrams apart. It answers when it is told
/// to, so that nothing depends on time.
/// </summary>
internal sealed unsafe class KernelPipe : IDisposable
{
    public const uint Port = 4711;

    private const int SequencedPackets = 5;
    private const int RequestsMax = 8192;

    private readonly byte[] _buffer = new byte[RequestsMax];
    private readonly NetlinkPeer _kernel;
    private int _far;

    public KernelPipe(NetlinkPeer kernel)
    {
        _kernel = kernel;
        int* ends = stackalloc int[2];
        Assert.Equal(0, Libc.SocketPair(Libc.AF_UNIX, SequencedPackets | Libc.SOCK_CLOEXEC, 0, ends));
        Near = new NetlinkSocket(ends[0], Port);
        _far = ends[1];
    }

    /// <summary>What the code under test opens.</summary>
    public NetlinkSocket Near { get; }

    /// <summary>Answers all that has been sent.</summary>
    public void Answer()
    {
        while (_far >= 0)
        {
            nint size;
            fixed (byte* bytes = _buffer)
                size = Libc.recv(_far, bytes, RequestsMax, Libc.MSG_DONTWAIT);
            if (size <= 0)
                return;
            foreach (byte[] answer in _kernel.Answer(_buffer.AsSpan(0, (int)size)))
                Send(answer);
        }
    }

    /// <summary>Sends a datagram that nobody has asked for.</summary>
    public void Send(byte[] datagram)
    {
        fixed (byte* bytes = datagram)
            _ = Libc.send(_far, bytes, (nuint)datagram.Length, Libc.MSG_NOSIGNAL);
    }

    /// <summary>Ends the far side, as if the kernel had closed the socket.</summary>
    public void Dispose()
    {
        if (_far >= 0)
            _ = Libc.close(_far);
        _far = -1;
    }
}
