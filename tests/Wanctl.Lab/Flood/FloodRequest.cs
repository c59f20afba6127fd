using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Wanctl.Lab.Scenarios;

namespace Wanctl.Lab.Flood;

/// <summary>What a client asks a flood server for, in sixteen bytes.</summary>
/// <param name="Down">Whether the server sends.</param>
/// <param name="TrafficClass">The byte of the IP header that holds the DSCP.</param>
/// <param name="Control">The sender's congestion control, by its place in what scenarios may name.</param>
/// <param name="BitsPerSecond">What the sender may send at most; 0 for all that it gets through.</param>
internal readonly record struct FloodRequest(bool Down, byte TrafficClass, byte Control, long BitsPerSecond)
{
    private const int Size = 16;
    private const int SolSocket = 1;
    private const int MaxPacingRate = 47;
    private const int ReceiveLowWater = 18;
    private const int LeastReceived = 32 * 1024;
    private const int SolTcp = 6;
    private const int CongestionControl = 13;

    /// <summary>Reads it from a connection; null where the client went away.</summary>
    public static FloodRequest? Receive(Socket socket)
    {
        byte[] bytes = new byte[Size];
        int got = 0;
        while (got < Size)
        {
            int count = socket.Receive(bytes.AsSpan(got));
            if (count == 0)
                return null;
            got += count;
        }
        long pace = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8));
        return new FloodRequest(bytes[0] == 1, bytes[1], bytes[2], pace);
    }

    /// <summary>Sends it.</summary>
    public void Send(Socket socket)
    {
        byte[] bytes = new byte[Size];
        bytes[0] = (byte)(Down ? 1 : 0);
        bytes[1] = TrafficClass;
        bytes[2] = Control;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), BitsPerSecond);
        socket.Send(bytes);
    }

    /// <summary>Marks a connection's packets, paces them, and sets who decides how many are under way.</summary>
    public void Apply(Socket socket)
    {
        byte[] control = Encoding.ASCII.GetBytes(CongestionControls.Known[Control]);
        socket.SetRawSocketOption(SolTcp, CongestionControl, control);
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, TrafficClass);
        // A receiver that wakes for each packet costs more than all else in a guest, and acknowledges no other way.
        byte[] least = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(least, LeastReceived);
        socket.SetRawSocketOption(SolSocket, ReceiveLowWater, least);
        if (BitsPerSecond <= 0)
            return;
        byte[] rate = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(rate, BitsPerSecond / 8);
        socket.SetRawSocketOption(SolSocket, MaxPacingRate, rate);
    }
}
