using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.SystemTests.Kit;
using Wanctl.Wire.Dns;

namespace Wanctl.SystemTests.Names;

/// <summary>A name server on port 53 of a room's loopback that knows one name with one IPv4 address.</summary>
public sealed class RoomNameServer : IDisposable
{
    private const int FlagsAt = 2;
    private const int AnswersAt = 7;
    private const byte NoSuchName = 3;

    private readonly Socket _socket;
    private readonly byte[] _name = new byte[DnsName.Longest];
    private readonly int _nameLength;
    private readonly byte[] _address;

    public RoomNameServer(NetworkRoom room, string name, IPAddress address)
    {
        _nameLength = DnsName.Write(name, _name);
        _address = address.GetAddressBytes();
        _socket = room.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 53));
        new Thread(Serve) { IsBackground = true, Name = "name server" }.Start();
    }

    public void Dispose() => _socket.Dispose();

    private void Serve()
    {
        byte[] packet = new byte[1024];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        try
        {
            while (true)
            {
                int size = _socket.ReceiveFrom(packet.AsSpan(0, 512), ref from);
                _socket.SendTo(packet.AsSpan(0, Answer(packet, size)), from);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    /// <summary>Turns a question into its answer, in place.</summary>
    private int Answer(byte[] packet, int size)
    {
        const int HeaderSize = 12;
        bool known = size >= HeaderSize + _nameLength + 4
            && DnsName.Same(packet.AsSpan(HeaderSize, _nameLength), _name.AsSpan(0, _nameLength));
        packet[FlagsAt] |= 0x80;
        packet[FlagsAt + 1] = known ? (byte)0x80 : (byte)(0x80 | NoSuchName);
        if (!known || packet[size - 3] != (byte)DnsType.A)
            return size;
        packet[AnswersAt] = 1;
        byte[] record = [0xC0, HeaderSize, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, .. _address];
        record.CopyTo(packet.AsSpan(size));
        return size + record.Length;
    }
}
