using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Wanctl.Tests.Wire.Dns;
using Wanctl.Wire.Dns;

namespace Wanctl.Tests.Host.Net;

/// <summary>A name server of a test on a loopback address; what it says is the test's.</summary>
internal sealed class FakeNameServer : IDisposable
{
    private readonly Socket _datagrams;
    private readonly Socket _streams;
    private readonly Func<string, DnsType, DnsAnswer?> _answer;
    private readonly List<string> _asked = [];

    /// <summary>Listens.</summary>
    /// <param name="address">Of this machine.</param>
    /// <param name="port">The port; 0 for any.</param>
    /// <param name="answer">What it says about a name; null for nothing.</param>
    public FakeNameServer(string address, int port, Func<string, DnsType, DnsAnswer?> answer)
    {
        _answer = answer;
        var at = IPAddress.Parse(address);
        _datagrams = new Socket(at.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _datagrams.Bind(new IPEndPoint(at, port));
        Port = ((IPEndPoint)_datagrams.LocalEndPoint!).Port;
        _streams = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _streams.Bind(new IPEndPoint(at, Port));
        _streams.Listen();
        new Thread(ServeDatagrams) { IsBackground = true }.Start();
        new Thread(ServeStreams) { IsBackground = true }.Start();
    }

    public int Port { get; }

    /// <summary>Answers by datagram carry no more than this.</summary>
    public int DatagramMax { get; init; } = 512;

    /// <summary>Whether each datagram is preceded by one with another number and by one with another name.</summary>
    public bool Forges { get; init; }

    /// <summary>What was asked, as "A router.lan".</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
                return [.. _asked];
        }
    }

    /// <summary>An answer with IPv4 addresses; the number is the question's in the end.</summary>
    public static DnsAnswer Addresses(string name, params string[] addresses)
    {
        bool v6 = addresses.Length > 0 && addresses[0].Contains(':');
        DnsType type = v6 ? DnsType.Aaaa : DnsType.A;
        var answer = new DnsAnswer(0, name, type);
        foreach (string address in addresses)
            answer.Record(12, type, IPAddress.Parse(address).GetAddressBytes());
        return answer;
    }

    /// <summary>An answer without records.</summary>
    public static DnsAnswer Bare(string name, DnsType type, int code = 0) => new(0, name, type, 0x8180 | code);

    public void Dispose()
    {
        _datagrams.Dispose();
        _streams.Dispose();
    }

    private void ServeDatagrams()
    {
        byte[] question = new byte[512];
        try
        {
            while (true)
            {
                EndPoint from = new IPEndPoint(_datagrams.AddressFamily == AddressFamily.InterNetwork
                    ? IPAddress.Any : IPAddress.IPv6Any, 0);
                int size = _datagrams.ReceiveFrom(question, ref from);
                if (Answer(question.AsSpan(0, size), "") is not { } answer)
                    continue;
                if (answer.Length > DatagramMax)
                    answer = DnsAnswer.WithFlags(answer[..size], 0x8380);
                if (Forges)
                {
                    byte[] forged = [.. answer];
                    forged[0] ^= 1;
                    forged[^1] ^= 0x55;
                    _datagrams.SendTo(forged, from);
                    forged = [.. answer];
                    forged[13] ^= 1;
                    _datagrams.SendTo(forged, from);
                    _datagrams.SendTo(answer.AsSpan(0, answer.Length - 3), from);
                }
                _datagrams.SendTo(answer, from);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private void ServeStreams()
    {
        byte[] bytes = new byte[512];
        try
        {
            while (true)
            {
                using Socket client = _streams.Accept();
                int size = client.Receive(bytes);
                if (Answer(bytes.AsSpan(2, size - 2), "tcp ") is not { } answer)
                    continue;
                byte[] length = new byte[2];
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                client.Send(length.AsSpan(0, 1));
                client.Send(length.AsSpan(1, 1));
                client.Send(answer);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private byte[]? Answer(ReadOnlySpan<byte> question, string way)
    {
        var words = new List<string>();
        int at = 12;
        for (; question[at] != 0; at += question[at] + 1)
            words.Add(Encoding.ASCII.GetString(question.Slice(at + 1, question[at])));
        string name = string.Join('.', words);
        var type = (DnsType)BinaryPrimitives.ReadUInt16BigEndian(question[(at + 1)..]);
        lock (_asked)
            _asked.Add($"{way}{type} {name}");
        byte[]? answer = _answer(name, type)?.Bytes;
        if (answer is not null)
            question[..2].CopyTo(answer);
        return answer;
    }
}
