using System.IO;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Bench;

/// <summary>
/// What a kernel once said, said again: the interfaces <c>wan</c> and <c>ifb4wan</c> with a CAKE of four tins and of
/// one.
/// </summary>
internal sealed class BenchKernel
{
    private const uint Port = 7;

    private readonly byte[] _outgoing;
    private readonly byte[][] _links;
    private readonly byte[][] _dump;

    public BenchKernel()
    {
        Dialogue = new CakeDialogue(["ifb4wan", "wan"]);
        _outgoing = new byte[Dialogue.ComposeSizeMax];
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "netlink-6.12.117.txt"));
        _links = [.. Capture(lines, "link wan"), .. Capture(lines, "link ifb4wan")];
        _dump = Capture(lines, "dump");
        Dialogue.Open(Port);
        Turn();
        Turn();
    }

    public CakeDialogue Dialogue { get; }

    /// <summary>Asks as a turn does, and takes in the answer.</summary>
    public void Turn()
    {
        int size = Dialogue.Ask(_outgoing, lookAgain: false);
        foreach (byte[] link in _links)
            Dialogue.Received(link);
        // The last request of a turn is the one for all qdiscs.
        uint sequence = BitConverter.ToUInt32(_outgoing, size - 36 + 8);
        foreach (byte[] datagram in _dump)
        {
            Address(datagram, sequence);
            Dialogue.Received(datagram);
        }
    }

    private static void Address(byte[] datagram, uint sequence)
    {
        for (int at = 0; at < datagram.Length; at += (BitConverter.ToInt32(datagram, at) + 3) & ~3)
        {
            BitConverter.TryWriteBytes(datagram.AsSpan(at + 8), sequence);
            BitConverter.TryWriteBytes(datagram.AsSpan(at + 12), Port);
        }
    }

    private static byte[][] Capture(string[] lines, string name)
    {
        var datagrams = new List<byte[]>();
        for (int i = Array.IndexOf(lines, "== " + name) + 1; i < lines.Length && lines[i][0] is not ('=' or '#'); i++)
            datagrams.Add(Convert.FromHexString(lines[i]));
        return [.. datagrams];
    }
}
