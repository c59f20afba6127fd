using System.Buffers.Binary;
using System.Text;
using Wanctl.Wire;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Kit;

/// <summary>
/// The kernel's side of the conversation, scripted: interfaces and qdiscs that the test sets, answers as the kernel
/// gives them, and faults.
/// </summary>
internal sealed class NetlinkPeer(uint port)
{
    private const int MessageSizeMax = 7800;

    private readonly List<NetlinkPeerLink> _links = [new NetlinkPeerLink("lo", 1)];
    private int _nextIndex = 2;

    /// <summary>The port of the socket under test.</summary>
    public uint Port => port;

    /// <summary>The error number with which changes are refused; 0 to make them.</summary>
    public int RefuseChanges { get; set; }

    /// <summary>The kernel's words about that.</summary>
    public string RefusalText { get; set; } = "";

    /// <summary>The error number with which dumps are refused; 0 to give them.</summary>
    public int RefuseDumps { get; set; }

    /// <summary>Whether answers to changes are lost.</summary>
    public bool LosesVerdicts { get; set; }

    /// <summary>Whether dumps begin and do not end.</summary>
    public bool NeverEnds { get; set; }

    /// <summary>The bandwidths that were set, oldest first: interface and bytes per second.</summary>
    public List<(string Name, ulong BytesPerSecond)> Changes { get; } = [];

    /// <summary>The requests that came, by kind.</summary>
    public List<NetlinkKind> Requests { get; } = [];

    /// <summary>The interface of a name.</summary>
    public NetlinkPeerLink this[string name] => _links.Find(link => link.Name == name)
        ?? throw new ArgumentException($"no interface {name}", nameof(name));

    /// <summary>Makes an interface with a CAKE at its root; gives the news of it.</summary>
    public byte[] Add(string name, ulong bytesPerSecond)
    {
        var link = new NetlinkPeerLink(name, _nextIndex++);
        link.Qdiscs.Add(new NetlinkPeerQdisc { BytesPerSecond = bytesPerSecond });
        _links.Add(link);
        return News(name);
    }

    /// <summary>Takes an interface away; gives the news of it.</summary>
    public byte[] Remove(string name)
    {
        byte[] news = Link(this[name], NetlinkKind.DelLink, 0, 0);
        _links.Remove(this[name]);
        return news;
    }

    /// <summary>The news of an interface as it is now.</summary>
    public byte[] News(string name) => Link(this[name], NetlinkKind.NewLink, 0, 0);

    /// <summary>The news that somebody else has changed, or deleted, a qdisc of an interface.</summary>
    public byte[] QdiscNews(string name, uint somebody, bool deleted = false) => Qdisc(
        this[name], this[name].Qdiscs[0], deleted ? NetlinkKind.DelQdisc : NetlinkKind.NewQdisc, 0, somebody);

    /// <summary>Answers what was sent with one call, in datagrams as the kernel would make them.</summary>
    public List<byte[]> Answer(ReadOnlySpan<byte> requests)
    {
        var answers = new List<byte[]>();
        while (!requests.IsEmpty)
        {
            Assert.Equal(Decoded.Whole, NetlinkMessage.TryRead(requests, out NetlinkMessage request, out int size));
            requests = requests[size..];
            Requests.Add(request.Kind);
            switch (request.Kind)
            {
                case NetlinkKind.GetLink: Look(in request, answers); break;
                case NetlinkKind.GetQdisc: Dump(in request, answers); break;
                case NetlinkKind.NewQdisc: Change(in request, answers); break;
                default: Assert.Fail($"a request of kind {request.Kind}"); break;
            }
        }
        return answers;
    }

    private void Look(in NetlinkMessage request, List<byte[]> answers)
    {
        AttributeReader attributes = new(request.Payload[16..]);
        Assert.True(attributes.Next());
        string name = Encoding.UTF8.GetString(attributes.Text());
        // The kernel refuses a longer one as its own name, and finds either kind under the other.
        Assert.Equal(name.Length > 15 ? 53 : 3, attributes.Type);
        NetlinkPeerLink? link = _links.Find(link => link.Name == name || link.OtherNames.Contains(name));
        answers.Add(link is null
            ? Verdict(19, "", request.Sequence)
            : Link(link, NetlinkKind.NewLink, request.Sequence, port));
    }

    private void Dump(in NetlinkMessage request, List<byte[]> answers)
    {
        if (RefuseDumps != 0)
        {
            answers.Add(Verdict(RefuseDumps, "", request.Sequence));
            return;
        }
        List<byte> datagram = [];
        foreach (NetlinkPeerLink link in _links)
        {
            foreach (NetlinkPeerQdisc qdisc in link.Qdiscs)
            {
                byte[] entry = Qdisc(link, qdisc, NetlinkKind.NewQdisc, request.Sequence, port);
                if (datagram.Count + entry.Length > MessageSizeMax)
                {
                    answers.Add([.. datagram]);
                    datagram.Clear();
                }
                datagram.AddRange(entry);
            }
        }
        if (datagram.Count > 0)
            answers.Add([.. datagram]);
        if (!NeverEnds)
            answers.Add(Message(NetlinkKind.Done, 2, request.Sequence, port, new byte[4]));
    }

    private void Change(in NetlinkMessage request, List<byte[]> answers)
    {
        int index = BinaryPrimitives.ReadInt32LittleEndian(request.Payload[4..]);
        uint handle = BinaryPrimitives.ReadUInt32LittleEndian(request.Payload[8..]);
        AttributeReader attributes = new(request.Payload[20..]);
        Assert.True(attributes.Next());
        string kind = Encoding.UTF8.GetString(attributes.Text());
        Assert.True(attributes.Next());
        ulong bytesPerSecond = BinaryPrimitives.ReadUInt64LittleEndian(attributes.Value[4..]);

        NetlinkPeerLink? link = _links.Find(link => link.Index == index);
        NetlinkPeerQdisc? qdisc = link?.Qdiscs.Find(qdisc => qdisc.Handle == handle && qdisc.Kind == kind);
        int error = RefuseChanges != 0 ? RefuseChanges : link is null ? 19 : qdisc is null ? 2 : 0;
        if (error == 0)
        {
            qdisc!.BytesPerSecond = bytesPerSecond;
            Changes.Add((link!.Name, bytesPerSecond));
            answers.Add(Qdisc(link, qdisc, NetlinkKind.NewQdisc, request.Sequence, port));
        }
        if (!LosesVerdicts)
            answers.Add(Verdict(error, RefusalText, request.Sequence));
    }

    private byte[] Verdict(int error, string text, uint sequence)
    {
        var payload = new List<byte>();
        payload.AddRange(BitConverter.GetBytes(-error));
        payload.AddRange(new byte[16]);
        if (text.Length > 0)
            payload.AddRange(NetlinkPeerQdisc.Attribute(1, Encoding.UTF8.GetBytes(text + "\0")));
        return Message(NetlinkKind.Error, text.Length > 0 ? 0x300 : 0x100, sequence, port, [.. payload]);
    }

    private static byte[] Link(NetlinkPeerLink link, NetlinkKind kind, uint sequence, uint to) =>
        Message(kind, 0, sequence, to, link.Payload());

    private static byte[] Qdisc(
        NetlinkPeerLink link, NetlinkPeerQdisc qdisc, NetlinkKind kind, uint sequence, uint to) =>
        Message(kind, 2, sequence, to, qdisc.Payload(link.Index));

    private static byte[] Message(NetlinkKind kind, int flags, uint sequence, uint to, byte[] payload)
    {
        byte[] bytes = new byte[(16 + payload.Length + 3) & ~3];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, 16 + payload.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)flags);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), to);
        payload.CopyTo(bytes, 16);
        return bytes;
    }
}
