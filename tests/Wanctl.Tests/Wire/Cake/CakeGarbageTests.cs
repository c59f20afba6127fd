using Wanctl.Tests.Kit;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Tests.Wire.Cake;

/// <summary>Bytes that no kernel would send: nothing is thrown, nothing is believed that was not said.</summary>
public sealed class CakeGarbageTests
{
    private const uint Port = 725;

    [Fact]
    public void Every_truncation_of_everything_a_kernel_said_is_survived()
    {
        var capture = NetlinkCapture.Of("6.1.176");
        CakeDialogue dialogue = Asked(out byte[] buffer);
        foreach (string name in capture.Names)
        {
            foreach (byte[] datagram in capture.Datagrams(name))
            {
                for (int length = 0; length <= datagram.Length; length++)
                    dialogue.Received(datagram.AsSpan(0, length));
                _ = dialogue.Ask(buffer, lookAgain: true);
            }
        }

        Assert.True(dialogue.Malformed > 10_000);
    }

    [Fact]
    public void Random_bytes_and_random_changes_of_right_ones_are_survived()
    {
        var random = new Random(20261125);
        var datagrams = new List<byte[]>();
        var capture = NetlinkCapture.Of("6.12.117");
        foreach (string name in capture.Names)
            datagrams.AddRange(capture.Datagrams(name));
        CakeDialogue dialogue = Asked(out byte[] buffer);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] bytes = (byte[])datagrams[random.Next(datagrams.Count)].Clone();
            if (i % 10 == 0)
                random.NextBytes(bytes);
            else
                Corrupt(bytes, random);
            dialogue.Received(bytes);
            if (i % 100 == 0)
                _ = dialogue.Ask(buffer, lookAgain: true);
            foreach (CakeQueue queue in dialogue.Queues)
            {
                Assert.True(Enum.IsDefined(queue.State));
                Assert.InRange(queue.Statistics.TinCount, 0, 8);
            }
        }
    }

    [Fact]
    public void Answers_to_others_and_to_questions_never_asked_change_nothing()
    {
        var talk = new CakeTalk();
        talk.Turn();
        talk.Up.Want(5);
        var other = new NetlinkPeer(CakeTalk.Port + 1);
        other.Add("ifb", 1);
        byte[] buffer = new byte[talk.Dialogue.ComposeSizeMax];
        int size = talk.Dialogue.Ask(buffer, lookAgain: false);
        foreach (byte[] datagram in other.Answer(buffer.AsSpan(0, size)))
            talk.Dialogue.Received(datagram);

        // The dump of somebody else has neither given a reading nor ended ours.
        Assert.Equal(0, talk.Dialogue.Ask(buffer, lookAgain: false));
        Assert.Equal(5_000_000ul, CakeTalk.Reading(talk.Down).BytesPerSecond);
    }

    [Fact]
    public void A_steady_turn_allocates_nothing()
    {
        var talk = new CakeTalk();
        talk.Turn();
        byte[] buffer = new byte[talk.Dialogue.ComposeSizeMax];
        int size = talk.Dialogue.Ask(buffer, lookAgain: false);
        List<byte[]> answers = talk.Kernel.Answer(buffer.AsSpan(0, size));
        foreach (byte[] datagram in answers)
            talk.Dialogue.Received(datagram);
        (CakeDialogue dialogue, CakeQueue down, CakeQueue up) = (talk.Dialogue, talk.Down, talk.Up);
        Assert.True(down.TryTakeReading(out _));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            size = dialogue.Ask(buffer, lookAgain: false);
            foreach (byte[] datagram in answers)
            {
                Renumber(datagram, buffer);
                dialogue.Received(datagram);
            }
            _ = down.TryTakeReading(out _);
            up.Want(1_000_000);
            _ = dialogue.Change(buffer);
            dialogue.ChangesUnsent();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((CakeQueueState.Ready, 0), (up.State, dialogue.Malformed));
        Assert.True(size > 0);
    }

    private static CakeDialogue Asked(out byte[] buffer)
    {
        var dialogue = new CakeDialogue(["wan", "ifb4wan"]);
        buffer = new byte[dialogue.ComposeSizeMax];
        dialogue.Open(Port);
        Assert.True(dialogue.Ask(buffer, lookAgain: true) > 0);
        return dialogue;
    }

    private static void Corrupt(byte[] bytes, Random random)
    {
        for (int i = random.Next(1, 6); i > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
    }

    /// <summary>Gives all messages of an answer the number of the question in <paramref name="question"/>.</summary>
    private static void Renumber(byte[] answer, byte[] question)
    {
        for (int at = 0; at < answer.Length; at += (BitConverter.ToInt32(answer, at) + 3) & ~3)
            question.AsSpan(8, 4).CopyTo(answer.AsSpan(at + 8));
    }
}
