using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// A ping of the kit's own, to check the reflectors with and to see answers that the product would have to refuse.
/// It uses a raw socket, which sees every ICMP message that arrives in the room.
/// </summary>
public sealed class PlainPing : IDisposable
{
    private readonly Socket _socket;
    private readonly IPAddress _target;
    private readonly IPAddress _source;
    private readonly byte[] _buffer = new byte[TunLine.PacketMax];
    private ushort _sequence;

    /// <summary>Opens the socket in the room.</summary>
    /// <param name="room">The room to ask from.</param>
    /// <param name="target">Whom to ask.</param>
    /// <param name="source">The room's own address, from which the question goes.</param>
    /// <param name="identifier">The ICMP identifier of all its requests.</param>
    public PlainPing(NetworkRoom room, string target, string source, ushort identifier = 0x7a7a)
    {
        _target = IPAddress.Parse(target);
        _source = IPAddress.Parse(source);
        Identifier = identifier;
        bool six = _target.AddressFamily == AddressFamily.InterNetworkV6;
        ProtocolType protocol = six ? ProtocolType.IcmpV6 : ProtocolType.Icmp;
        _socket = room.Run(() => new Socket(_target.AddressFamily, SocketType.Raw, protocol));
        _socket.Bind(new IPEndPoint(_source, 0));
    }

    public ushort Identifier { get; }

    /// <summary>Sends one request; the payload is text with the sequence number, to tell answers apart.</summary>
    public ushort Send()
    {
        ushort sequence = ++_sequence;
        byte[] payload = System.Text.Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"plain ping {sequence:D5} {new string('.', 32)}"));
        IcmpDatagram request = IcmpDatagram.Echo(_source, _target, reply: false, Identifier, sequence, payload);
        _socket.SendTo(request.Message, new IPEndPoint(_target, 0));
        return sequence;
    }

    /// <summary>
    /// The round-trip time of one request, or null if no true answer came within the time. Answers to earlier
    /// requests and forged ones are passed over.
    /// </summary>
    public TimeSpan? Measure(TimeSpan within)
    {
        Moment start = Moment.Now;
        ushort sequence = Send();
        while (Receive(start + within - Moment.Now) is IcmpDatagram answer)
        {
            bool ours = answer.IsEchoReply && answer.Identifier == Identifier && answer.Sequence == sequence;
            if (ours && answer.Source.Equals(_target)) return Moment.Now - start;
        }
        return null;
    }

    /// <summary>
    /// The next ICMP message of any kind that arrives, or null when the time is over. On IPv6 the own address stands
    /// for the destination.
    /// </summary>
    internal IcmpDatagram? Receive(TimeSpan within)
    {
        if (within <= TimeSpan.Zero) return null;
        // The kernel counts whole milliseconds here, and zero would mean for ever.
        _socket.ReceiveTimeout = (int)Math.Max(1, within.TotalMilliseconds);
        EndPoint from = new IPEndPoint(_target.AddressFamily == AddressFamily.InterNetwork
            ? IPAddress.Any
            : IPAddress.IPv6Any, 0);
        try
        {
            int length = _socket.ReceiveFrom(_buffer, ref from);
            ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, length);
            // A raw IPv4 socket hands out the whole packet, an IPv6 one the message alone.
            if (_target.AddressFamily == AddressFamily.InterNetwork) return IcmpDatagram.Read(bytes);
            IPAddress sender = new(((IPEndPoint)from).Address.GetAddressBytes());
            return new IcmpDatagram { Source = sender, Destination = _source, Message = bytes.ToArray() };
        }
        catch (SocketException timeout) when (timeout.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return null;
        }
    }

    public void Dispose() => _socket.Dispose();
}
