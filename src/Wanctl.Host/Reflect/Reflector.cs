using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Interop;
using Wanctl.Host.Time;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Stamp;

namespace Wanctl.Host.Reflect;

/// <summary>
/// A stateless reflector of STAMP (RFC 8762): answers each request from the address that was asked, exactly as long as
/// it was, and never an answer. Knows nothing of who asks but a bucket of tokens a source. Allocates nothing once it
/// runs.
/// </summary>
public sealed class Reflector : IDisposable
{
    /// <summary>Below it are the ports of services, which answer: two that answer each other never end.</summary>
    private const int SourcePortMin = 1024;

    private const int BurstMin = 10;

    /// <summary>How long the end may be asked for before it is noticed.</summary>
    private const int WaitMillis = 200;

    /// <summary>What is told of the clock: not set to UTC, good to a millisecond.</summary>
    private static readonly StampError Error = StampError.Of(0.001, synchronised: false);

    private readonly ReflectorSocket _socket;
    private readonly HmacKey<Sha256>? _key;
    private readonly SourceLimiter _sources;
    private readonly ReflectorClock _clock = new();
    private readonly long _costNanos;
    private readonly long _burstNanos;
    private readonly bool[] _answered = new bool[ReflectorSocket.Batch];
    private readonly ulong[] _receive = new ulong[ReflectorSocket.Batch];
    private ReflectorCounts _counts;
    private long _paidUntil = long.MinValue;

    private Reflector(ReflectorSocket socket, ReflectorSettings settings, IPEndPoint address)
    {
        _socket = socket;
        _key = settings.Key is { } key ? new HmacKey<Sha256>(Encoding.UTF8.GetBytes(key.Reveal())) : null;
        _sources = new SourceLimiter(settings.PerSource, Burst(settings.PerSource), EchoToken.Draw());
        _costNanos = 1_000_000_000L / settings.InAll;
        _burstNanos = _costNanos * Burst(settings.InAll);
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>What it has done.</summary>
    public ReflectorCounts Counts => _counts;

    /// <summary>Opens the socket; null where that fails.</summary>
    /// <param name="settings">What to answer, and where.</param>
    /// <param name="problem">Why not: what was found, what was wanted, and what to do.</param>
    /// <param name="forbidden">Whether it is a right that is missing.</param>
    public static Reflector? TryOpen(ReflectorSettings settings, out string problem, out bool forbidden)
    {
        IPEndPoint asked = settings.Address;
        ReflectorSocket? socket = ReflectorSocket.TryOpen(asked, out int errno);
        // A kernel without IPv6: any address is then any of IPv4.
        if (socket is null && errno == Libc.EAFNOSUPPORT && asked.Address.Equals(IPAddress.IPv6Any))
        {
            asked = new IPEndPoint(IPAddress.Any, asked.Port);
            socket = ReflectorSocket.TryOpen(asked, out errno);
        }
        forbidden = errno is Libc.EACCES or Libc.EPERM;
        problem = socket is null ? $"{asked}: {Explain(asked, errno)}" : "";
        return socket is null ? null : new Reflector(socket, settings, new IPEndPoint(asked.Address, socket.Port));
    }

    /// <summary>Answers until it is asked to end.</summary>
    public void Run(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            if (Turn() == 0)
                _socket.Wait(WaitMillis);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>Answers what has arrived, at most a batch; returns how many datagrams there were.</summary>
    internal int Turn()
    {
        int count = _socket.Receive();
        if (count == 0)
            return 0;
        _clock.Read();
        int answers = 0;
        for (int i = 0; i < count; i++)
        {
            _answered[i] = Admits(i);
            if (!_answered[i])
                continue;
            _receive[i] = _clock.NtpOfReceipt(_socket.WallNanos(i));
            answers++;
        }
        ulong transmit = _clock.NtpNow();
        for (int i = 0; i < count; i++)
        {
            if (!_answered[i])
                continue;
            StampReflection.Answer(_socket.Datagram(i), _key, _receive[i], transmit, Error, _socket.Hops(i));
            _socket.Answer(i);
        }
        int sent = _socket.Send();
        _counts.Received += count;
        _counts.Answered += sent;
        _counts.Unsent += answers - sent;
        return count;
    }

    private static int Burst(int perSecond) => Math.Max(BurstMin, perSecond / 5);

    private bool Admits(int index)
    {
        ReadOnlySpan<byte> datagram = _socket.Datagram(index);
        if (datagram.Length > ReflectorSocket.SizeMax)
            return Refuse(ref _counts.TooLong);
        ReadOnlySpan<byte> source = _socket.Source(index, out int port);
        if (port < SourcePortMin)
            return Refuse(ref _counts.Looped);
        switch (StampReflection.Examine(datagram, _key))
        {
            case StampRefusal.TooShort:
                return Refuse(ref _counts.TooShort);
            case StampRefusal.Answer:
                return Refuse(ref _counts.Looped);
            case StampRefusal.WrongSum:
                return Refuse(ref _counts.WrongSum);
            case StampRefusal.None:
                break;
        }
        if (!_sources.Admits(source, _clock.Now))
            return Refuse(ref _counts.SourceLimited);
        long paid = Math.Max(_paidUntil, _clock.Now.Nanos) + _costNanos;
        if (paid - _clock.Now.Nanos > _burstNanos)
            return Refuse(ref _counts.Limited);
        _paidUntil = paid;
        return true;
    }

    private static string Explain(IPEndPoint asked, int errno) => errno switch
    {
        Libc.EACCES or Libc.EPERM => "found no right to listen on a port below 1024, wanted CAP_NET_BIND_SERVICE, "
            + $"which root has, or a higher port: wanctl reflect {new IPEndPoint(asked.Address, 8620)}",
        Libc.EADDRINUSE => "found the port taken by another program, wanted a free one: "
            + $"ss -lunp 'sport = {asked.Port}' says who has it",
        Libc.EADDRNOTAVAIL => "found no such address on this machine, wanted one that `ip address` shows, or [::] "
            + "for all of them",
        Libc.EAFNOSUPPORT => "found a kernel without IPv6, wanted an IPv4 address, 0.0.0.0 for all of them",
        _ => $"found an address that the kernel refuses ({Libc.Explain(errno)}), wanted one of this machine",
    };

    private static bool Refuse(ref long count)
    {
        count++;
        return false;
    }
}
