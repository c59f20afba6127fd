using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Wanctl.SystemTests.Kit;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Stamp;

namespace Wanctl.Bench;

/// <summary>
/// What an answer of <c>wanctl reflect</c> costs: the published binary over the loopback, asked by one thread as fast
/// as it can, with up to 32 requests under way.
/// </summary>
internal static class ReflectBench
{
    private const int UnderWay = 32;

    /// <summary>100,000 answers a second on one core.</summary>
    private const double MicrosMax = 10;

    public static void Run(FigureTable table, TimeSpan length)
    {
        using var folder = new TemporaryFolder();
        string keyFile = Path.Combine(folder.Path, "key");
        File.WriteAllText(keyFile, "a key for measuring");
        Measure(table, "plain", length, null);
        Measure(table, "with a key", length, keyFile);
    }

    private static void Measure(FigureTable table, string mode, TimeSpan length, string? keyFile)
    {
        string[] words = ["reflect", "127.0.0.1:0", "--rate", "10000000", "--total", "10000000"];
        if (keyFile is not null)
            words = [.. words, "--key-file", keyFile];
        using DaemonProcess reflector = DaemonProcess.Start(null, new DaemonCommand(Artifacts.Binary, words));
        string line = reflector.WaitForLine("STAMP reflector on").Text;
        string address = line.Split(' ')[4].TrimEnd(',');
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = 200,
        };
        socket.Connect(IPEndPoint.Parse(address));
        HmacKey<Sha256>? key = keyFile is null ? null : new HmacKey<Sha256>(File.ReadAllBytes(keyFile));
        byte[] packet = new byte[StampPacket.KeyedSize];
        packet = packet[..StampPacket.WriteRequest(packet, new StampRequest(1, 1, new StampError(0x0F84), 0), key)];
        Ask(socket, packet, TimeSpan.FromSeconds(0.5));
        ProcessFigures before = reflector.Figures;
        long start = Stopwatch.GetTimestamp();
        long answers = Ask(socket, packet, length);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double cpu = (reflector.Figures.CpuTime - before.CpuTime).TotalMicroseconds;
        FigureTable.Note($"reflect, {mode}: answers a second to one thread", answers / seconds, "");
        table.AtMost($"reflect, {mode}: CPU an answer", cpu / answers, MicrosMax, "us");
        reflector.Send(Signal.Terminate);
        reflector.WaitForExit();
    }

    private static long Ask(Socket socket, byte[] packet, TimeSpan length)
    {
        byte[] answer = new byte[packet.Length];
        long answers = 0;
        long start = Stopwatch.GetTimestamp();
        int waiting = 0;
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            for (; waiting < UnderWay; waiting++)
                socket.Send(packet);
            try
            {
                do
                {
                    socket.Receive(answer);
                    answers++;
                    waiting--;
                }
                while (waiting > UnderWay / 2);
            }
            catch (SocketException)
            {
                // Lost on the way: a full buffer.
                waiting = 0;
            }
        }
        return answers;
    }
}
