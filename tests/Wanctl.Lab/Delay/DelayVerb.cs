using System.Diagnostics;
using System.IO;
using System.Threading;
using Wanctl.Lab.Kernel;
using Wanctl.Simulation.Line;

namespace Wanctl.Lab.Delay;

/// <summary>
/// <c>delay NEAR-NAMESPACE NEAR-DEVICE FAR-NAMESPACE FAR-DEVICE</c>: joins two interfaces that it makes, and holds back
/// what comes from the far one for the path's RTT; echoes get the line's noise on top, and a few are lost. Its standard
/// input says <c>RTT BLIP</c> in milliseconds when they change, and ends it. For kernels without netem.
/// </summary>
internal static class DelayVerb
{
    private const int PacketMost = 2048;
    private const int ProtocolAt = 9;
    private const byte Icmp = 1;

    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var path = new DelayPath(
            words.Text("noise") ?? "none",
            words.Text("noise") is null or "none" ? 0 : 0.0005,
            new SeededNoise((ulong)words.Number("seed", 1) * 11 + 5));
        path.Set(words.Number("rtt", 20), 0);
        // Before this thread goes to live in other namespaces: its children would live there too.
        new Thread(() => Listen(path)) { IsBackground = true }.Start();
        using TunDevice near = TunDevice.Open(words.Need(0, "a namespace"), words.Need(1, "a device"));
        using TunDevice far = TunDevice.Open(words.Need(2, "a namespace"), words.Need(3, "a device"));
        Console.Out.WriteLine("joined");
        Carry(near, far, path);
        return 0;
    }

    private static void Listen(DelayPath path)
    {
        while (Console.In.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            path.Set(Words.ToNumber("RTT", parts[0]), Words.ToNumber("blip", parts[^1]));
        }
        Environment.Exit(0);
    }

    private static void Carry(TunDevice near, TunDevice far, DelayPath path)
    {
        var held = new PriorityQueue<(byte[] Bytes, int Length), (double Due, long Order)>();
        var free = new Stack<byte[]>();
        Span<Libc.PollEntry> entries = [new(near.Descriptor), new(far.Descriptor)];
        Span<byte> packet = stackalloc byte[PacketMost];
        long order = 0;
        while (true)
        {
            double wait = held.TryPeek(out _, out (double Due, long) next) ? Math.Max(0, next.Due - Now) : 1000;
            _ = Libc.Poll(entries, 2, new Libc.Timespec(wait), 0);
            while (near.Read(packet) is var length and > 0)
                far.Write(packet[..length]);
            while (far.Read(packet) is var length and > 0)
            {
                double delay = path.Draw(length > ProtocolAt && packet[ProtocolAt] == Icmp);
                if (double.IsNaN(delay))
                    continue;
                byte[] bytes = free.TryPop(out byte[]? used) ? used : new byte[PacketMost];
                packet[..length].CopyTo(bytes);
                held.Enqueue((bytes, length), (Now + delay, order++));
            }
            while (held.TryPeek(out (byte[] Bytes, int Length) first, out (double Due, long) due) && due.Due <= Now)
            {
                near.Write(first.Bytes.AsSpan(0, first.Length));
                free.Push(held.Dequeue().Bytes);
            }
        }
    }

    private static double Now => Stopwatch.GetElapsedTime(0).TotalMilliseconds;
}
