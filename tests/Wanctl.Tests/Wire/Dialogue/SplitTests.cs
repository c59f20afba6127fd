using System.Text;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>However the network cuts the answers, they say the same.</summary>
public class SplitTests
{
    private static readonly string[] Answers =
    [
        "!re|.tag=p0001|=.id=*2|=name=up|=max-limit=38M|=bytes=77",
        "!done|.tag=s0001",
        "!wat|.tag=s0001",
        "!re|.tag=r0002|=uptime=5d1h|=cpu-load=12%|=write-sect-since-reboot=4711",
        "!trap|.tag=s0101|=category=0|=message=no such item",
        "!re|.tag=p0001|=.id=*1|=name=down|=max-limit=940M|=comment=" + Long,
        "!done|.tag=r0002",
        "!done|.tag=p0001",
        "!done|.tag=s0101",
        "!done|.tag=s0101",
    ];

    private const string Long = "a comment that is longer than one hundred and twenty-seven bytes, so that its length "
        + "takes two bytes of prefix, of which a receive may well deliver only the first";

    private static byte[] Stream
    {
        get
        {
            var bytes = new List<byte>();
            foreach (string answer in Answers)
                bytes.AddRange(RouterPeer.Bytes(answer));
            return [.. bytes];
        }
    }

    [Fact]
    public void Whole_and_byte_by_byte_is_the_same()
    {
        string whole = Told(Stream.Length);

        for (int size = 1; size <= 64; size++)
            Assert.Equal(whole, Told(size));
        Assert.Contains("down Ready Done 940000000 0", whole, StringComparison.Ordinal);
        Assert.Contains("up Unknown Lost 38000000 77", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_place_to_cut_is_the_same()
    {
        byte[] stream = Stream;
        string whole = Told(stream.Length);
        for (int cut = 1; cut < stream.Length; cut++)
        {
            RouterPeer peer = Asked();
            peer.Send(stream.AsSpan(0, cut));
            peer.Send(stream.AsSpan(cut));
            Assert.Equal(whole, Tell(peer));
        }
    }

    private static RouterPeer Asked()
    {
        RouterPeer peer = new RouterPeer("down", "up").Prepare();
        peer.Queue(0).Want(940_000_000, 0);
        peer.Queue(1).Want(38_000_000, 0);
        Assert.Equal(4, peer.Hear(Wishes.Statistics | Wishes.Resource).Count);
        return peer;
    }

    private static string Told(int readSize)
    {
        RouterPeer peer = Asked();
        peer.ReadSize = readSize;
        peer.Send(Stream);
        return Tell(peer);
    }

    private static string Tell(RouterPeer peer)
    {
        var told = new StringBuilder();
        RouterDialogue dialogue = peer.Dialogue;
        foreach (ShaperQueue queue in dialogue.Queues)
        {
            queue.TryTakeReading(out QueueReading reading);
            told.Append($"{queue} {queue.State} {queue.TakeOutcome()} {reading.LimitFirst} {reading.BytesFirst};");
        }
        told.Append($"{dialogue.Stage} {dialogue.Waiting} {dialogue.Strays} {dialogue.UnknownReplies} ");
        told.Append($"{dialogue.Complaints} {dialogue.Complaint} {dialogue.Facts.UptimeNanos} ");
        told.Append($"{dialogue.Facts.CpuPercent} {dialogue.Facts.SectorsWritten} ");
        told.AppendJoin(' ', peer.Hear(Wishes.Statistics));
        return told.ToString();
    }
}
