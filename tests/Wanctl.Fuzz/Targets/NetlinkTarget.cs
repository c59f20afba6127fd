using System.IO;
using Wanctl.Fuzz.Engine;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Fuzz.Targets;

/// <summary>What a kernel says about interfaces and CAKEs, to somebody who has asked for them.</summary>
internal sealed class NetlinkTarget : FuzzTarget
{
    private const uint Port = 725;

    private const int HeaderSize = 16;

    public override string Name => "netlink";

    public override int BytesMax => 16_384;

    public override IReadOnlyList<string> Words => ["cake\0", "ifb4wan\0", "wan\0", "mq\0", "\x04\0\x01\0", "\0\0"];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Vectors"), "netlink-*.txt"))
        {
            foreach (string line in File.ReadLines(path))
            {
                if (line.Length > 0 && line[0] is not ('=' or '#'))
                    yield return Convert.FromHexString(line);
            }
        }
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        var dialogue = new CakeDialogue(["wan", "ifb4wan"]);
        byte[] buffer = new byte[dialogue.ComposeSizeMax];
        dialogue.Open(Port);
        int asked = dialogue.Ask(buffer, lookAgain: true);
        // The input is the answer to each question that was asked, as the kernel would number it, and to none.
        for (int at = 0; at + HeaderSize <= asked; at += Aligned(BitConverter.ToInt32(buffer, at)))
        {
            byte[] answer = input.ToArray();
            Number(answer, buffer.AsSpan(at + 8, 4));
            dialogue.Received(answer);
            byte[] done = new byte[HeaderSize + 4];
            (done[0], done[4], done[6]) = ((byte)done.Length, 3, 2);
            Number(done, buffer.AsSpan(at + 8, 4));
            dialogue.Received(done);
        }
        dialogue.Received(input);
        _ = dialogue.Ask(buffer, lookAgain: true);
        _ = dialogue.Change(buffer);
        var sum = new HashCode();
        sum.Add(dialogue.Malformed > 0);
        foreach (CakeQueue queue in dialogue.Queues)
        {
            Must(Enum.IsDefined(queue.State), "a CAKE is in a state that there is not");
            Must(queue.Statistics.TinCount is >= 0 and <= 8, "a CAKE has more tins than there are");
            sum.Add((queue.State, queue.Statistics.TinCount));
        }
        return sum.ToHashCode();
    }

    private static int Aligned(int length) => Math.Max(HeaderSize, (length + 3) & ~3);

    /// <summary>Gives each message of a datagram the number of a question, and our port.</summary>
    private static void Number(byte[] datagram, ReadOnlySpan<byte> number)
    {
        for (int at = 0; at >= 0 && at + HeaderSize <= datagram.Length;)
        {
            number.CopyTo(datagram.AsSpan(at + 8));
            BitConverter.TryWriteBytes(datagram.AsSpan(at + 12), Port);
            int length = BitConverter.ToInt32(datagram, at);
            at = length is > 0 and < 100_000 ? at + Aligned(length) : -1;
        }
    }
}
