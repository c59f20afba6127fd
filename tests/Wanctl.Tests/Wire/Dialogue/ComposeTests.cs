using Wanctl.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>What a batch costs: its room, and no memory.</summary>
public class ComposeTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 16, false)]
    [InlineData(16, 1, true)]
    [InlineData(17, 1, true)]
    [InlineData(17, 300, false)]
    [InlineData(256, 1, true)]
    [InlineData(256, 255, false)]
    public void The_fullest_batch_fits_the_promised_room(int queues, int nameSize, bool simple)
    {
        var names = new string[queues];
        for (int i = 0; i < queues; i++)
            names[i] = i.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(nameSize, 'n');
        var peer = new RouterPeer(simple, names);
        peer.LogIn();
        foreach (string request in peer.Hear())
        {
            string tag = RouterPeer.TagOf(request);
            foreach (string name in names)
                peer.Say($"!re|{tag}|=.id=*12345678901234567890123|=name={name}|=max-limit=0");
            peer.Say("!done|" + tag);
        }
        foreach (ShaperQueue queue in peer.Dialogue.Queues)
        {
            Assert.Equal(QueueState.Ready, queue.State);
            queue.Want(long.MaxValue, long.MaxValue);
        }

        int groups = (queues + 15) / 16;
        Assert.Equal(queues + groups + 1, peer.Hear(Wishes.Statistics | Wishes.Resolve | Wishes.Resource).Count);
        Assert.InRange(peer.LargestBatch, 1, peer.Dialogue.ComposeSizeMax);
    }

    [Fact]
    public void A_login_of_any_size_fits_the_promised_room()
    {
        var dialogue = new RouterDialogue(new string('ü', 100), new string('p', 4000), false, ["down"]);
        dialogue.Open();

        Assert.InRange(dialogue.Compose(new byte[dialogue.ComposeSizeMax], Wishes.None), 4200, dialogue.ComposeSizeMax);
        Assert.True(dialogue.Waiting);
    }

    [Fact]
    public void A_steady_conversation_allocates_nothing()
    {
        RouterPeer peer = new RouterPeer("down", "up").Prepare();
        var rounds = new Rounds(peer.Dialogue);
        rounds.Run(1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        rounds.Run(100_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(202_000, rounds.Done);
        Assert.Equal(202_000, rounds.Readings);
        Assert.Equal(0, peer.Dialogue.Strays);
    }

    /// <summary>
    /// Two sets and one print a round, answered at once by a router that copies tags and allocates nothing either.
    /// </summary>
    private sealed class Rounds(RouterDialogue dialogue)
    {
        private readonly SentenceReader _heard = new();
        private readonly byte[] _buffer = new byte[4096];
        private readonly byte[] _answer = new byte[4096];

        public int Done { get; private set; }

        public int Readings { get; private set; }

        public void Run(int count)
        {
            for (int i = 0; i < count; i++)
                One(i);
        }

        private void One(int number)
        {
            foreach (ShaperQueue queue in dialogue.Queues)
                queue.Want(number, 0);
            int size = dialogue.Compose(_buffer, Wishes.Statistics);
            _buffer.AsSpan(0, size).CopyTo(_heard.Free);
            _heard.Commit(size);
            while (_heard.TryRead(out Sentence request) == Wanctl.Wire.Decoded.Whole)
                Answer(in request);
            foreach (ShaperQueue queue in dialogue.Queues)
            {
                Done += queue.TakeOutcome() == QueueOutcome.Done ? 1 : 0;
                Readings += queue.TryTakeReading(out _) ? 1 : 0;
            }
        }

        private void Answer(in Sentence request)
        {
            var writer = new SentenceWriter(_answer);
            if (request.Command.EndsWith("print"u8))
            {
                WriteRow(ref writer, request.Tag, "*1"u8, "down"u8);
                WriteRow(ref writer, request.Tag, "*2"u8, "up"u8);
            }
            writer.Word("!done"u8);
            writer.Tag(request.Tag);
            writer.End();
            writer.Written.CopyTo(dialogue.Free);
            dialogue.Received(writer.Length);
        }

        private static void WriteRow(
            ref SentenceWriter writer, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
        {
            writer.Word("!re"u8);
            writer.Tag(tag);
            writer.Attribute(".id"u8, id);
            writer.Attribute("name"u8, name);
            writer.Attribute("max-limit"u8, "940000000"u8);
            writer.Attribute("bytes"u8, "123456789012"u8);
            writer.Attribute("dropped"u8, "17"u8);
            writer.Attribute("queued-bytes"u8, "1514"u8);
            writer.End();
        }
    }
}
