using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;

namespace Wanctl.Lab.Watch;

/// <summary>
/// A sparse flow: one echo request every 10 ms, <c>ping HOST FILE</c>. A row says when a request was sent and how long
/// its answer took; nothing where none came within two seconds.
/// </summary>
internal static class PingVerb
{
    private const double PatienceMillis = 2000;
    private const int PayloadBytes = 56;
    private const ushort Identifier = 0x1ab;

    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var grid = new Grid(words.Number("zero", 0));
        double end = words.Number("seconds", 60) * 1000;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp);
        socket.ReceiveBufferSize = 1 << 20;
        socket.Connect(new IPEndPoint(IPAddress.Parse(words.Need(0, "an address")), 0));
        var sent = new List<double>();
        var took = new List<double>();
        byte[] buffer = new byte[2048];
        for (double at = 0; at < end + PatienceMillis; at += Grid.StepMillis)
        {
            Listen(socket, grid, at, buffer, sent, took);
            if (at >= end)
                continue;
            sent.Add(grid.Millis);
            took.Add(double.NaN);
            Send(socket, sent.Count - 1);
        }
        using var file = new StreamWriter(words.Need(1, "a file"));
        file.WriteLine("seconds,rtt_ms");
        for (int i = 0; i < sent.Count; i++)
        {
            string rtt = took[i] <= PatienceMillis ? took[i].ToString("F3", CultureInfo.InvariantCulture) : "";
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sent[i] / 1000:F4},{rtt}"));
        }
        return 0;
    }

    /// <summary>Takes answers until a moment has come.</summary>
    private static void Listen(
        Socket socket, Grid grid, double until, byte[] buffer, List<double> sent, List<double> took)
    {
        while (grid.WaitFor(until, (int)socket.Handle))
        {
            int length = socket.Receive(buffer);
            double now = grid.Millis;
            int header = (buffer[0] & 15) * 4;
            ReadOnlySpan<byte> answer = buffer.AsSpan(0, length)[Math.Min(header, length)..];
            if (answer.Length < 12 || answer[0] != 0
                || BinaryPrimitives.ReadUInt16BigEndian(answer[4..]) != Identifier)
                continue;
            // The sixteen bits of the echo's own sequence turn over after eleven minutes.
            int number = BinaryPrimitives.ReadInt32BigEndian(answer[8..]);
            if (number >= 0 && number < sent.Count && double.IsNaN(took[number]))
                took[number] = now - sent[number];
        }
    }

    private static void Send(Socket socket, int number)
    {
        Span<byte> packet = stackalloc byte[8 + PayloadBytes];
        packet.Clear();
        packet[0] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(packet[4..], Identifier);
        BinaryPrimitives.WriteUInt16BigEndian(packet[6..], (ushort)number);
        BinaryPrimitives.WriteInt32BigEndian(packet[8..], number);
        uint sum = 0;
        for (int i = 0; i < packet.Length; i += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(packet[i..]);
        while (sum > ushort.MaxValue)
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)~sum);
        try
        {
            socket.Send(packet);
        }
        catch (SocketException)
        {
            // The way out is gone for the moment: a row without an answer says so.
        }
    }
}
