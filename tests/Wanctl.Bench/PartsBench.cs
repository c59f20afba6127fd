using System.Diagnostics;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Wire.Cake.Dialogue;
using Wanctl.Wire.Icmp;
using Wanctl.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Bench;

/// <summary>The pure parts by themselves: nanoseconds and bytes for each call.</summary>
internal static class PartsBench
{
    private const int Rounds = 200_000;

    public static void Run(FigureTable table)
    {
        Measure(table, "decide one tick of a link (classic)", Decide());
        Measure(table, "follow two links and decide one tick of steering", Steer());
        Measure(table, "write and read an echo", Echo());
        Measure(table, "compose two limits and a statistics request, and act on the answers", Converse());
        Measure(table, "ask the kernel for all qdiscs, and take in two CAKEs of five tins in all", Kernel());
    }

    private static void Measure(FigureTable table, string what, Action<int> work)
    {
        for (int i = 0; i < Rounds; i++)
            work(i);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Rounds; i++)
            work(i);
        double nanos = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Rounds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        FigureTable.Note(what, nanos, "ns");
        table.AtMost(what + ": allocated", (double)allocated / Rounds, 0, "B");
    }

    private static Action<int> Decide()
    {
        LinkSettings settings = BenchLink.Settings;
        var state = new LinkState(settings, LinkMemory.Initial(settings));
        return round =>
        {
            Observation seen = default;
            seen.Tick = round;
            seen.Now = new Instant(1 + round * 50_000_000L);
            seen.Shaper.State = ShaperState.Ready;
            seen.Echoes.Add(new EchoSample { Reflector = (byte)(round % 3), RttMicros = 20_000 + round % 100 * 1000 });
            LinkController.Step(settings, state, in seen);
        };
    }

    private static Action<int> Steer()
    {
        LinkSettings link = BenchLink.Settings;
        var state = new LinkState(link, LinkMemory.Initial(link));
        for (int i = 0; i < link.Probe.Reflectors.Count; i++)
            state.Law.RestoreIdleRtt(i, 20_000);
        var controller = new SteeringController(new SteeringSettings
        {
            Name = "steering", Interval = link.Interval, Primary = "a", Alternate = "b",
            Mode = SteeringMode.Active, RuleComments = ["rule"],
        });
        return round =>
        {
            Observation seen = default;
            seen.Tick = round;
            seen.Now = new Instant(1 + round * 50_000_000L);
            seen.Echoes.Add(new EchoSample { Reflector = (byte)(round % 3), RttMicros = 20_000 + round % 100 * 1000 });
            seen.Shaper.State = ShaperState.Ready;
            seen.Shaper.Down.Read = round % 2 == 0;
            seen.Shaper.Down.ReadAt = seen.Now;
            seen.Shaper.Down.Dropped = (ulong)round;
            seen.Shaper.Down.QueuedBytes = (uint)(round % 100 * 1500);
            Decision chosen = new() { Line = LineState.Answering };
            controller.Follow(true, in seen, in chosen, state.Law, link);
            controller.Follow(false, in seen, in chosen, state.Law, link);
            var rule = new RuleReport { State = RuleState.Ready, Read = round % 100 == 0, AllOff = true };
            controller.Step(round, seen.Now, in rule);
        };
    }

    private static Action<int> Echo()
    {
        byte[] packet = new byte[EchoPacket.Size];
        byte[] answer = new byte[EchoPacket.Size];
        return round =>
        {
            var payload = new EchoPayload(42, round, (uint)round, 1);
            EchoPacket.WriteRequest(packet, EchoFamily.V4, 7, in payload);
            EchoPacket.TryReadRequest(packet, EchoFamily.V4, false, out EchoRequest request);
            EchoPacket.WriteReply(answer, EchoFamily.V4, in request);
            EchoPacket.TryReadReply(answer, EchoFamily.V4, false, out _);
        };
    }

    private static Action<int> Kernel()
    {
        var kernel = new BenchKernel();
        CakeQueue down = kernel.Dialogue.Queues[0];
        CakeQueue up = kernel.Dialogue.Queues[1];
        return _ =>
        {
            kernel.Turn();
            if (!down.TryTakeReading(out CakeReading _) || !up.TryTakeReading(out CakeReading _))
                throw new InvalidOperationException("the kernel was not understood");
        };
    }

    private static Action<int> Converse()
    {
        var dialogue = new RouterDialogue("wanctl", "secret", false, ["WAN-Download-Spectrum", "WAN-Upload-Spectrum"]);
        byte[] outgoing = new byte[dialogue.ComposeSizeMax];
        var peer = new BenchPeer();
        dialogue.Open();
        for (int i = 0; i < 4; i++)
            peer.Answer(outgoing.AsSpan(0, dialogue.Compose(outgoing, Wishes.Statistics)), dialogue);
        ShaperQueue down = dialogue.Queues[0];
        ShaperQueue up = dialogue.Queues[1];
        return round =>
        {
            down.Want(940_000_000 - round, 0);
            up.Want(38_000_000 - round, 0);
            peer.Answer(outgoing.AsSpan(0, dialogue.Compose(outgoing, Wishes.Statistics)), dialogue);
            if (down.TakeOutcome() != QueueOutcome.Done || up.TakeOutcome() != QueueOutcome.Done)
                throw new InvalidOperationException("the limits were not acknowledged");
        };
    }
}
