using System.IO;
using System.Text;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Wire;
using Wanctl.Wire.Cake;
using Wanctl.Wire.Netlink;

namespace Wanctl.Host.Cake;

/// <summary>
/// Reads a <see cref="KernelSurvey"/>, and what this process may do, and sets a bandwidth by hand. For people who wait;
/// not for the loop.
/// </summary>
public sealed class KernelReader : IDisposable
{
    /// <summary>Below an <c>ingress</c> qdisc, and below the incoming half of a <c>clsact</c>.</summary>
    private static readonly uint[] IngressParents = [0xFFFF_0000, 0xFFFF_FFF2];

    private const int NoPermission = 1;

    private readonly NetlinkSocket _socket;
    private readonly byte[] _request = new byte[256];
    private uint _sequence;

    /// <summary>Opens a socket to the kernel.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public KernelReader() => _socket = NetlinkSocket.TryOpen(listening: false, out int errno)
        ?? throw new IOException($"no conversation with the kernel (rtnetlink): {Libc.Explain(errno)}");

    private delegate bool Compose(ref NetlinkWriter writer, uint sequence);

    private delegate void Take(in NetlinkMessage message);

    /// <summary>
    /// Whether this process may change qdiscs: asks for a change of an interface that cannot be, which the kernel
    /// refuses for want of permission before it looks for the interface.
    /// </summary>
    /// <exception cref="IOException">The kernel does not answer.</exception>
    public bool MayChange()
    {
        var nowhere = new CakePlace(0, 0, QdiscEntry.Root, Multi: false);
        int error = Ask((ref NetlinkWriter writer, uint sequence) =>
            CakeCodec.SetBandwidth(ref writer, in nowhere, 1, sequence), null);
        return error != NoPermission;
    }

    /// <summary>Reads all there is.</summary>
    /// <exception cref="IOException">The kernel does not answer, or refuses.</exception>
    public KernelSurvey Read()
    {
        var links = new List<SurveyedLink>();
        var qdiscs = new List<SurveyedQdisc>();
        var redirects = new List<SurveyedRedirect>();
        Must("interfaces", Ask(NetlinkRequests.AskLinks, (in NetlinkMessage message) =>
        {
            if (LinkEntry.TryRead(in message, out LinkEntry link) == Decoded.Whole)
                links.Add(Surveyed(in link));
        }));
        Must("qdiscs", Ask(NetlinkRequests.AskQdiscs, (in NetlinkMessage message) =>
        {
            if (QdiscEntry.TryRead(in message, out QdiscEntry qdisc) == Decoded.Whole)
                qdiscs.Add(Surveyed(in qdisc));
        }));
        foreach (SurveyedQdisc qdisc in qdiscs)
        {
            if (qdisc.Parent == QdiscEntry.Ingress)
                ReadRedirects(qdisc.Index, redirects);
        }
        return new KernelSurvey(links, qdiscs, redirects);
    }

    /// <summary>Sets the bandwidth of one CAKE and leaves all else as it is.</summary>
    /// <returns>Why not, for the operator; null where the kernel has done it.</returns>
    /// <exception cref="IOException">The kernel does not answer.</exception>
    public string? SetBandwidth(SurveyedQdisc cake, Rate rate)
    {
        var place = new CakePlace(cake.Index, cake.Handle, cake.Parent, Multi: cake.Kind == "cake_mq");
        int error = Ask((ref NetlinkWriter writer, uint sequence) =>
            CakeCodec.SetBandwidth(ref writer, in place, (ulong)(rate.BitsPerSecond / 8), sequence), null);
        return error == 0 ? null
            : error == NoPermission ? "the kernel refuses: it needs root, or CAP_NET_ADMIN"
            : $"the kernel refuses: {Libc.Explain(error)}";
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>An interface has one of the two parents, and the kernel refuses the other; that is no fault.</summary>
    private void ReadRedirects(int index, List<SurveyedRedirect> redirects)
    {
        foreach (uint parent in IngressParents)
        {
            Ask((ref NetlinkWriter writer, uint sequence) =>
                NetlinkRequests.AskFilters(ref writer, index, parent, sequence), (in NetlinkMessage message) =>
            {
                Decoded found = RedirectEntry.TryRead(in message, out RedirectEntry redirect);
                if (found == Decoded.Whole && redirect.Target != 0)
                    redirects.Add(new SurveyedRedirect(redirect.Index, redirect.Target));
            });
        }
    }

    private static SurveyedLink Surveyed(in LinkEntry link)
    {
        var others = new List<string>();
        while (link.OtherName(others.Count) is { IsEmpty: false } name)
            others.Add(Text(name));
        return new SurveyedLink(link.Index, Text(link.Name), Text(link.Kind), link.Running)
        {
            OtherNames = others,
            Bytes = link.Bytes,
        };
    }

    private static SurveyedQdisc Surveyed(in QdiscEntry qdisc)
    {
        string kind = Text(qdisc.Kind);
        CakeSetup? setup = kind is "cake" or "cake_mq"
            && CakeCodec.TryReadSetup(qdisc.Options, out CakeSetup read) == Decoded.Whole ? read : null;
        bool counts = QdiscCounters.TryRead(qdisc.Statistics, out QdiscCounters counters) == Decoded.Whole;
        return new SurveyedQdisc(qdisc.Index, kind, qdisc.Handle, qdisc.Parent, setup)
        {
            SentBytes = counts ? counters.Bytes : 0,
        };
    }

    /// <summary>Asks one question and takes its answers to the end; returns the error number, 0 for none.</summary>
    private int Ask(Compose compose, Take? take)
    {
        NetlinkWriter writer = new(_request);
        uint sequence = ++_sequence;
        compose(ref writer, sequence);
        int errno = _socket.Send(_request.AsSpan(0, writer.Length));
        if (errno != 0)
            throw new IOException($"the kernel takes no request (rtnetlink): {Libc.Explain(errno)}");
        // The kernel has carried the request out by now, and makes a dump's next part as the last one is taken.
        int count;
        while ((count = _socket.Receive()) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                if (TakeDatagram(_socket.Datagram(i, out _), sequence, take) is { } verdict)
                    return verdict;
            }
        }
        throw new IOException($"the kernel gives no whole answer (rtnetlink): {Libc.Explain(-count)}");
    }

    /// <summary>The error number where the answer has come to its end; null where more is to come.</summary>
    private static int? TakeDatagram(ReadOnlySpan<byte> datagram, uint sequence, Take? take)
    {
        while (NetlinkMessage.TryRead(datagram, out NetlinkMessage message, out int size) == Decoded.Whole)
        {
            datagram = datagram[size..];
            if (message.Sequence != sequence)
                continue;
            if (message.Kind == NetlinkKind.Done)
                return 0;
            if (NetlinkRefusal.TryRead(in message, out NetlinkRefusal verdict) == Decoded.Whole)
                return verdict.Error;
            take?.Invoke(in message);
        }
        return null;
    }

    private static void Must(string what, int error)
    {
        if (error != 0)
            throw new IOException($"the kernel does not tell its {what} (rtnetlink): {Libc.Explain(error)}");
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
