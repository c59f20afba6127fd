using System.Net.Sockets;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Serve;

/// <summary>
/// Waits for any of some sockets: poll(2) itself, because <c>Socket.Select</c> makes lists for each call.
/// </summary>
internal sealed unsafe class SocketWait(int capacity)
{
    private const short POLLOUT = 4;

    private readonly Libc.PollFd[] _entries = new Libc.PollFd[capacity];
    private int _count;

    /// <summary>Begins a round without sockets.</summary>
    public void Begin() => _count = 0;

    /// <summary>Adds a socket and returns its place in this round.</summary>
    public int Add(Socket socket, bool writes)
    {
        _entries[_count] = new Libc.PollFd
        {
            Fd = (int)socket.SafeHandle.DangerousGetHandle(),
            Events = writes ? (short)(POLLOUT | Libc.POLLIN) : Libc.POLLIN,
        };
        return _count++;
    }

    /// <summary>Waits until one of them can do something, or for so long.</summary>
    public void Wait(Duration most)
    {
        int millis = (int)Math.Clamp(most.Nanos / 1_000_000 + 1, 0, 1000);
        fixed (Libc.PollFd* entries = _entries)
        {
            if (Libc.poll(entries, (nuint)_count, millis) >= 0)
                return;
        }
        // Interrupted, or the kernel is short of memory: nobody has news.
        for (int i = 0; i < _count; i++)
            _entries[i].Revents = 0;
    }

    /// <summary>Whether a socket can do something, or has ended.</summary>
    public bool Ready(int place) => _entries[place].Revents != 0;
}
