using System.Globalization;
using System.Text;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Time;

namespace Wanctl.Host.Tell;

/// <summary>
/// Speaks systemd's notification protocol (sd_notify(3)): datagrams to the socket that NOTIFY_SOCKET names. Without
/// such a socket, and after Dispose, every call does nothing. Nothing here blocks or throws: a supervisor that does not
/// listen is its own trouble.
/// </summary>
public sealed unsafe class ServiceNotice : IServiceNotice, IDisposable
{
    private const int PathMax = 108;

    private readonly byte[] _address;
    private int _fd = -1;

    /// <summary>Takes the values of NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID, null where unset.</summary>
    public ServiceNotice(string? socket, string? watchdogMicros, string? watchdogPid)
    {
        _address = Address(socket);
        if (_address.Length > 0)
            _fd = Libc.socket(Libc.AF_UNIX, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK, 0);
        bool ours = watchdogPid is null || watchdogPid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (ours && long.TryParse(watchdogMicros, NumberStyles.None, CultureInfo.InvariantCulture, out long micros))
            WatchdogInterval = new Duration(Math.Min(micros, long.MaxValue / 1000) * 1000);
    }

    /// <inheritdoc/>
    public Duration WatchdogInterval { get; }

    /// <inheritdoc/>
    public void Alive() => Send("WATCHDOG=1"u8);

    /// <inheritdoc/>
    public void Ready() => Send("READY=1"u8);

    /// <inheritdoc/>
    public void Reloading() => Send(Encoding.UTF8.GetBytes($"RELOADING=1\nMONOTONIC_USEC={Clock.Now().Nanos / 1000}"));

    /// <inheritdoc/>
    public void Stopping() => Send("STOPPING=1"u8);

    /// <inheritdoc/>
    public void Status(string line) => Send(Encoding.UTF8.GetBytes("STATUS=" + line));

    /// <inheritdoc/>
    public void Dispose()
    {
        // The number may be another file's a moment later.
        int fd = Interlocked.Exchange(ref _fd, -1);
        if (fd >= 0)
            _ = Libc.close(fd);
    }

    private void Send(ReadOnlySpan<byte> message)
    {
        int fd = Volatile.Read(ref _fd);
        if (fd < 0)
            return;
        fixed (byte* bytes = message)
        fixed (byte* to = _address)
        {
            const int Flags = Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL;
            _ = Libc.sendto(fd, bytes, (nuint)message.Length, Flags, to, (uint)_address.Length);
        }
    }

    /// <summary>
    /// The sockaddr_un; a leading @ stands for the zero byte of an abstract name. Empty where the name cannot be one.
    /// </summary>
    private static byte[] Address(string? socket)
    {
        if (string.IsNullOrEmpty(socket) || socket[0] is not ('/' or '@'))
            return [];
        byte[] path = Encoding.UTF8.GetBytes(socket);
        if (path.Length >= PathMax)
            return [];
        var address = new byte[2 + path.Length];
        address[0] = Libc.AF_UNIX;
        path.CopyTo(address, 2);
        if (path[0] == (byte)'@')
            address[2] = 0;
        return address;
    }
}
