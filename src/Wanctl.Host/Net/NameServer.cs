using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Wanctl.Host.Echo;
using Wanctl.Wire;
using Wanctl.Wire.Dns;

namespace Wanctl.Host.Net;

/// <summary>
/// Asks one server about one name, A and AAAA at the same time. Numbers and source ports are drawn anew for each try,
/// and the kernel lets through what comes from the asked server only.
/// </summary>
internal sealed class NameServer(IPEndPoint server)
{
    private const int DatagramMax = 65535;
    private const int AddressesMax = 16;

    /// <summary>
    /// Some servers never answer about IPv6. Once there is an IPv4 address, a fifth of a second more is enough for a
    /// server that answers.
    /// </summary>
    private static readonly TimeSpan SecondWait = TimeSpan.FromSeconds(0.2);

    private readonly byte[] _name = new byte[DnsName.Longest];
    private readonly byte[] _addresses = new byte[AddressesMax * 16];
    private readonly byte[] _message = new byte[DatagramMax];
    private readonly List<IPAddress> _found = [];
    private readonly DnsOutcome[] _outcomes = new DnsOutcome[2];
    private readonly ushort[] _ids = new ushort[2];
    private int _nameLength;
    private string _problem = "";

    /// <summary>Asks, and waits.</summary>
    /// <param name="name">A whole name.</param>
    /// <param name="onlyV4">Whether AAAA is not asked for.</param>
    /// <param name="onlyTcp">Whether UDP is not tried.</param>
    /// <param name="wait">The longest wait, more than zero.</param>
    public NameServerAnswer Ask(string name, bool onlyV4, bool onlyTcp, TimeSpan wait)
    {
        long start = Stopwatch.GetTimestamp();
        _nameLength = DnsName.Write(name, _name);
        if (_nameLength == 0)
            return new NameServerAnswer(DnsOutcome.NoSuchName, [], "");
        _found.Clear();
        _problem = "does not answer";
        int types = onlyV4 ? 1 : 2;
        for (int i = 0; i < types; i++)
        {
            _ids[i] = (ushort)EchoToken.Draw();
            _outcomes[i] = onlyTcp ? DnsOutcome.Truncated : DnsOutcome.Foreign;
        }
        try
        {
            if (!onlyTcp)
                AskByDatagram(types, start, wait);
            for (int i = 0; i < types; i++)
            {
                if (_outcomes[i] == DnsOutcome.Truncated)
                    AskByStream(i, start, wait);
            }
        }
        catch (SocketException exception)
        {
            _problem = exception.SocketErrorCode == SocketError.ConnectionRefused
                ? "has no name service" : exception.Message;
        }
        return new NameServerAnswer(Verdict(types), _found, _problem);
    }

    private DnsQuestion Question(int type) =>
        new(_ids[type], _name.AsSpan(0, _nameLength), type == 0 ? DnsType.A : DnsType.Aaaa);

    private DnsOutcome Verdict(int types)
    {
        ReadOnlySpan<DnsOutcome> outcomes = _outcomes.AsSpan(0, types);
        if (_found.Count > 0)
            return DnsOutcome.Found;
        if (outcomes.Contains(DnsOutcome.NoSuchName))
            return DnsOutcome.NoSuchName;
        if (!outcomes.ContainsAnyExcept(DnsOutcome.NoAddress))
            return DnsOutcome.NoAddress;
        return outcomes.Contains(DnsOutcome.Failed) ? DnsOutcome.Failed : DnsOutcome.Foreign;
    }

    private void AskByDatagram(int types, long start, TimeSpan wait)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        // Connected: others' datagrams do not reach the socket, and a machine without a name service says so at once.
        socket.Connect(server);
        Span<byte> packet = stackalloc byte[DnsQuestion.SizeMax];
        for (int i = 0; i < types; i++)
            socket.Send(packet[..Question(i).Write(packet)]);
        while (_outcomes.AsSpan(0, types).Contains(DnsOutcome.Foreign))
        {
            TimeSpan left = wait - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || !socket.Poll(left, SelectMode.SelectRead))
                return;
            int size = socket.Receive(_message);
            for (int i = 0; i < types; i++)
            {
                if (_outcomes[i] == DnsOutcome.Foreign)
                    Take(i, size);
            }
            if (_outcomes[0] == DnsOutcome.Found && wait - Stopwatch.GetElapsedTime(start) > SecondWait)
                wait = Stopwatch.GetElapsedTime(start) + SecondWait;
        }
    }

    private void AskByStream(int type, long start, TimeSpan wait)
    {
        const int LengthSize = 2;
        _outcomes[type] = DnsOutcome.Foreign;
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        if (!Connects(socket, wait - Stopwatch.GetElapsedTime(start)))
            return;
        Span<byte> packet = stackalloc byte[LengthSize + DnsQuestion.SizeMax];
        int size = Question(type).Write(packet[LengthSize..]);
        BinaryPrimitives.WriteUInt16BigEndian(packet, (ushort)size);
        // A question fits into the buffer of a fresh connection.
        if (socket.Send(packet[..(LengthSize + size)]) != LengthSize + size)
            return;
        Span<byte> length = stackalloc byte[LengthSize];
        if (!Fills(socket, length, start, wait))
            return;
        Span<byte> message = _message.AsSpan(0, BinaryPrimitives.ReadUInt16BigEndian(length));
        if (Fills(socket, message, start, wait))
            Take(type, message.Length);
        if (_outcomes[type] == DnsOutcome.Truncated)
            _outcomes[type] = DnsOutcome.Failed;
    }

    private bool Connects(Socket socket, TimeSpan left)
    {
        try
        {
            socket.Connect(server);
            return true;
        }
        catch (SocketException pending)
            when (pending.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            if (left <= TimeSpan.Zero || !socket.Poll(left, SelectMode.SelectWrite))
                return false;
            var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
            return error == SocketError.Success ? true : throw new SocketException((int)error);
        }
    }

    private static bool Fills(Socket socket, Span<byte> bytes, long start, TimeSpan wait)
    {
        while (!bytes.IsEmpty)
        {
            TimeSpan left = wait - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || !socket.Poll(left, SelectMode.SelectRead))
                return false;
            int count = socket.Receive(bytes);
            if (count == 0)
                return false;
            bytes = bytes[count..];
        }
        return true;
    }

    private void Take(int type, int size)
    {
        Decoded read = DnsMessage.TryRead(_message.AsSpan(0, size), Question(type), _addresses, out DnsReply reply);
        // What is torn or forged is waited over, so that a stranger's datagram cannot end the question.
        if (read != Decoded.Whole || reply.Outcome == DnsOutcome.Foreign)
            return;
        _outcomes[type] = reply.Outcome;
        if (reply.Outcome == DnsOutcome.Failed)
            _problem = $"says {Word(reply.Code)}";
        int bytes = type == 0 ? 4 : 16;
        for (int i = 0; i < reply.Count; i++)
            _found.Insert(type == 0 ? i : _found.Count, new IPAddress(_addresses.AsSpan(i * bytes, bytes)));
    }

    private static string Word(byte code) => code switch
    {
        1 => "that it does not understand the question (FORMERR)",
        2 => "that it could not find out (SERVFAIL)",
        4 => "that it answers no such questions (NOTIMP)",
        5 => "that it does not answer this machine (REFUSED)",
        _ => $"error {code}",
    };
}
