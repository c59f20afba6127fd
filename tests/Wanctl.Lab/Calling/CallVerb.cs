using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Wanctl.Lab.Calling;

/// <summary>
/// One end of a call: <c>call HOST PORT FILE</c> sends 64 packets of speech a second to the other end and writes what
/// it hears from there. A row says when a packet was due to leave and how long it was under way; nothing where it did
/// not come within two seconds. Both ends read one clock.
/// </summary>
internal static class CallVerb
{
    /// <summary>Packets a second.</summary>
    public const int PacketsPerSecond = 64;

    private const double PatienceMillis = 2000;

    /// <summary>Both ends are to listen before the first packet leaves.</summary>
    private const double LeadMillis = 500;

    /// <summary>RTP with 160 bytes of speech.</summary>
    private const int PayloadBytes = 172;

    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var grid = new Grid(words.Number("zero", 0));
        double from = words.Number("from", 0) * 1000 + LeadMillis;
        double until = words.Number("until", 60) * 1000;
        int port = (int)Words.ToNumber("port", words.Need(1, "a port"));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        int trafficClass = (int)words.Number("dscp", 0) << 2;
        socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.TypeOfService, trafficClass);
        socket.Bind(new IPEndPoint(IPAddress.Any, port));
        socket.Connect(new IPEndPoint(IPAddress.Parse(words.Need(0, "an address")), port));
        int packets = Math.Max(0, (int)((until - from) * PacketsPerSecond / 1000));
        double[] took = new double[packets];
        Array.Fill(took, double.NaN);
        byte[] buffer = new byte[PayloadBytes];
        for (int i = 0; i < packets; i++)
        {
            Listen(socket, grid, Due(i), buffer, took);
            BinaryPrimitives.WriteInt32LittleEndian(buffer, i);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer.AsSpan(8), grid.Millis);
            Send(socket, buffer);
        }
        Listen(socket, grid, until + PatienceMillis, buffer, took);
        using var file = new StreamWriter(words.Need(2, "a file"));
        file.WriteLine("seconds,delay_ms");
        for (int i = 0; i < packets; i++)
        {
            string delay = took[i] <= PatienceMillis ? took[i].ToString("F3", CultureInfo.InvariantCulture) : "";
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Due(i) / 1000:F4},{delay}"));
        }
        return 0;

        double Due(int packet) => from + packet * 1000.0 / PacketsPerSecond;
    }

    /// <summary>Takes packets until a moment has come.</summary>
    private static void Listen(Socket socket, Grid grid, double until, byte[] buffer, double[] took)
    {
        while (grid.WaitFor(until, (int)socket.Handle))
        {
            if (!TryReceive(socket, buffer))
                continue;
            int number = BinaryPrimitives.ReadInt32LittleEndian(buffer);
            if (number >= 0 && number < took.Length && double.IsNaN(took[number]))
                took[number] = grid.Millis - BinaryPrimitives.ReadDoubleLittleEndian(buffer.AsSpan(8));
        }
    }

    private static bool TryReceive(Socket socket, byte[] buffer)
    {
        try
        {
            return socket.Receive(buffer) == buffer.Length;
        }
        catch (SocketException)
        {
            // The other end does not listen yet, or not any more.
            return false;
        }
    }

    private static void Send(Socket socket, byte[] packet)
    {
        try
        {
            socket.Send(packet);
        }
        catch (SocketException)
        {
            // As above; the row of this packet stays empty at the other end.
        }
    }
}
