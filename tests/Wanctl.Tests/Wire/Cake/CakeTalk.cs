using Wanctl.Tests.Kit;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Tests.Wire.Cake;

/// <summary>
/// The dialogue with a scripted kernel behind it, about a download <c>ifb</c> and an upload <c>wan</c>.
/// </summary>
internal sealed class CakeTalk
{
    public const uint Port = 4711;

    private readonly byte[] _buffer;

    private readonly string _up;

    /// <summary>Makes both, the upload under another name of <c>wan</c> where one is given.</summary>
    public CakeTalk(string up = "wan")
    {
        _up = up;
        Dialogue = new CakeDialogue(["ifb", up]);
        _buffer = new byte[Dialogue.ComposeSizeMax];
        Kernel.Add("ifb", 5_000_000);
        Kernel.Add("wan", 1_000_000);
        Dialogue.Open(Port);
    }

    public CakeDialogue Dialogue { get; }

    public NetlinkPeer Kernel { get; } = new(Port);

    public CakeQueue Down => Dialogue.Find("ifb");

    public CakeQueue Up => Dialogue.Find(_up);

    /// <summary>The only CAKE of an interface, in the kernel.</summary>
    public NetlinkPeerQdisc Qdisc(string name) => Kernel[name].Qdiscs[0];

    /// <summary>One turn: questions and their answers, then changes and theirs.</summary>
    public void Turn(bool lookAgain = false)
    {
        Exchange(Dialogue.Ask(_buffer, lookAgain));
        Exchange(Dialogue.Change(_buffer));
    }

    public void Turns(int count)
    {
        for (int i = 0; i < count; i++)
            Turn();
    }

    /// <summary>The newest reading of a queue; fails where there is none.</summary>
    public static CakeReading Reading(CakeQueue queue)
    {
        Assert.True(queue.TryTakeReading(out CakeReading reading), "there is a reading");
        return reading;
    }

    private void Exchange(int size)
    {
        foreach (byte[] datagram in Kernel.Answer(_buffer.AsSpan(0, size)))
            Dialogue.Received(datagram);
    }
}
