using System.Text;
using Wanctl.Wire.Netlink;

namespace Wanctl.Wire.Cake.Dialogue;

/// <summary>
/// Our side of the conversation with the kernel about the CAKEs on some interfaces: finds and reads them by a dump of
/// all qdiscs, changes their bandwidth, and listens to news of interfaces and qdiscs. Bytes in, bytes out; no socket
/// and no clock. Every dump looks anew at what is there, so no news that is missed can mislead for longer than one
/// dump.
/// </summary>
public sealed class CakeDialogue
{
    /// <summary>Rounds that a dump may take before it counts as stuck; each can bring hundreds of kilobytes.</summary>
    private const int DumpRoundsMax = 40;

    private const int NoPermission = 1;
    private const int NoEntry = 2;
    private const int Exists = 17;
    private const int NoDevice = 19;

    /// <summary>More than any single request takes: an alternative name of 127 bytes, or a change.</summary>
    private const int RequestSizeMax = 192;

    private readonly CakeQueue[] _queues;
    private uint _port;
    private uint _sequence;
    private uint _dump;
    private int _rounds;

    /// <summary>A conversation about the interfaces of these names.</summary>
    public CakeDialogue(IEnumerable<string> interfaces)
    {
        var queues = new List<CakeQueue>();
        foreach (string name in interfaces) queues.Add(new CakeQueue(name));
        _queues = [.. queues];
    }

    /// <summary>The interfaces' CAKEs.</summary>
    public ReadOnlySpan<CakeQueue> Queues => _queues;

    /// <summary>The most bytes that one call composes.</summary>
    public int ComposeSizeMax => (_queues.Length + 1) * RequestSizeMax;

    /// <summary>Whether a dump has been taken in since <see cref="Open"/>.</summary>
    public bool Informed { get; private set; }

    /// <summary>Whether a dump does not come to its end; the socket is to be opened anew.</summary>
    public bool Stuck => _rounds > DumpRoundsMax;

    /// <summary>Whether the kernel's last verdict on a change was that this process may not.</summary>
    public bool Forbidden { get; private set; }

    /// <summary>How often news were lost because they came faster than they were read.</summary>
    public int Overruns { get; private set; }

    /// <summary>Messages that were none.</summary>
    public int Malformed { get; private set; }

    /// <summary>How often the kernel has refused something.</summary>
    public int Complaints { get; private set; }

    /// <summary>What it refused last, with its own words on why, where it had some.</summary>
    public string Complaint { get; private set; } = "";

    /// <summary>The error number of that refusal, for the system's words about it.</summary>
    public int ErrorNumber { get; private set; }

    /// <summary>The CAKE on the interface of a name.</summary>
    public CakeQueue Find(string name) =>
        Array.Find(_queues, queue => queue.ToString() == name)
        ?? throw new ArgumentException($"no queue was made for {name}", nameof(name));

    /// <summary>A socket is open; <paramref name="port"/> tells answers to us from news about others.</summary>
    public void Open(uint port)
    {
        Close();
        _port = port;
    }

    /// <summary>The socket is gone.</summary>
    public void Close()
    {
        foreach (CakeQueue queue in _queues) queue.Forget();
        Informed = false;
        _dump = 0;
        _rounds = 0;
    }

    /// <summary>
    /// Composes the questions of a turn: interfaces that are not known, and a dump of all qdiscs. Nothing while a dump
    /// is under way, because the kernel refuses a second one.
    /// </summary>
    /// <param name="buffer">At least <see cref="ComposeSizeMax"/> bytes.</param>
    /// <param name="lookAgain">Whether to ask also for interfaces that were not there last time.</param>
    /// <returns>How many bytes to send.</returns>
    public int Ask(Span<byte> buffer, bool lookAgain)
    {
        if (_dump != 0)
        {
            _rounds++;
            return 0;
        }
        NetlinkWriter writer = new(buffer);
        foreach (CakeQueue queue in _queues)
        {
            if (!queue.NeedsLook && !(lookAgain && queue.Index == 0)) continue;
            uint sequence = Next();
            if (NetlinkRequests.AskLink(ref writer, queue.Name, sequence)) queue.Look(sequence);
        }

        uint dump = Next();
        if (!NetlinkRequests.AskQdiscs(ref writer, dump)) return writer.Length;
        _dump = dump;
        _rounds = 0;
        foreach (CakeQueue queue in _queues) queue.Begin();
        return writer.Length;
    }

    /// <summary>Composes all changes that wait.</summary>
    /// <param name="buffer">At least <see cref="ComposeSizeMax"/> bytes.</param>
    /// <returns>How many bytes to send.</returns>
    public int Change(Span<byte> buffer)
    {
        NetlinkWriter writer = new(buffer);
        foreach (CakeQueue queue in _queues)
        {
            // One at a time: the newest value waits for the answer to the one before.
            if (!queue.Pending || queue.ChangeSequence != 0) continue;
            uint sequence = Next();
            bool sent = queue.State == CakeQueueState.Ready
                && CakeCodec.SetBandwidth(ref writer, queue.Place, queue.Wanted, sequence);
            queue.Send(sequence);
            if (!sent) queue.Settle(CakeOutcome.Lost);
        }
        return writer.Length;
    }

    /// <summary>The questions that were composed last could not be sent.</summary>
    public void QuestionsUnsent()
    {
        _dump = 0;
        foreach (CakeQueue queue in _queues) queue.NeedsLook = true;
    }

    /// <summary>The changes that were composed last could not be sent.</summary>
    public void ChangesUnsent()
    {
        foreach (CakeQueue queue in _queues)
        {
            if (queue.ChangeSequence != 0) queue.Settle(CakeOutcome.Lost);
        }
    }

    /// <summary>
    /// The socket's buffer has overflowed (ENOBUFS), or a datagram did not fit: what happened to interfaces meanwhile
    /// is unknown.
    /// </summary>
    public void Overrun()
    {
        Overruns++;
        foreach (CakeQueue queue in _queues) queue.NeedsLook = true;
    }

    /// <summary>Takes one datagram.</summary>
    public void Received(ReadOnlySpan<byte> datagram)
    {
        while (!datagram.IsEmpty)
        {
            if (NetlinkMessage.TryRead(datagram, out NetlinkMessage message, out int consumed) != Decoded.Whole)
            {
                Malformed++;
                return;
            }
            Take(in message);
            datagram = datagram[consumed..];
        }
    }

    private uint Next() => ++_sequence == 0 ? ++_sequence : _sequence;

    private void Take(in NetlinkMessage message)
    {
        bool ours = message.Port == _port;
        switch (message.Kind)
        {
            case NetlinkKind.NewLink or NetlinkKind.DelLink:
                TakeLink(in message);
                break;
            case NetlinkKind.NewQdisc when ours && message.Sequence == _dump:
                TakeEntry(in message);
                break;
            case NetlinkKind.NewQdisc or NetlinkKind.DelQdisc when !ours:
                if (Of(QdiscEntry.IndexOf(in message)) is { } changed) changed.Notice(message.Port);
                break;
            case NetlinkKind.Done when ours && message.Sequence == _dump:
                Conclude();
                break;
            case NetlinkKind.Error when ours:
                TakeVerdict(in message);
                break;
        }
    }

    /// <summary>An answer to a question about an interface says the same as news of it.</summary>
    private void TakeLink(in NetlinkMessage message)
    {
        if (LinkEntry.TryRead(in message, out LinkEntry link) != Decoded.Whole)
        {
            Malformed++;
            return;
        }
        if (!link.General) return;
        bool gone = message.Kind == NetlinkKind.DelLink;
        foreach (CakeQueue queue in _queues)
        {
            bool named = link.IsCalled(queue.Name);
            if (named && !gone)
                queue.Found(link.Index, link.Running);
            else if (queue.Index == link.Index && queue.Index != 0)
                queue.Vanished();
        }
    }

    private void TakeEntry(in NetlinkMessage message)
    {
        if (Of(QdiscEntry.IndexOf(in message)) is not { } queue) return;
        if (QdiscEntry.TryRead(in message, out QdiscEntry entry) == Decoded.Whole)
        {
            queue.Take(in entry);
            return;
        }
        Malformed++;
        queue.TakeBroken();
    }

    private void Conclude()
    {
        _dump = 0;
        _rounds = 0;
        Informed = true;
        foreach (CakeQueue queue in _queues) queue.Conclude();
    }

    private void TakeVerdict(in NetlinkMessage message)
    {
        if (NetlinkRefusal.TryRead(in message, out NetlinkRefusal verdict) != Decoded.Whole)
        {
            Malformed++;
            return;
        }
        if (message.Sequence == _dump && verdict.Error != 0)
        {
            _dump = 0;
            Complain("the list of qdiscs", in verdict);
            return;
        }
        foreach (CakeQueue queue in _queues)
        {
            if (message.Sequence == queue.LookSequence && verdict.Error != 0)
                queue.Vanished();
            else if (message.Sequence == queue.ChangeSequence)
                Settle(queue, in verdict);
        }
    }

    private void Settle(CakeQueue queue, in NetlinkRefusal verdict)
    {
        Forbidden = verdict.Error == NoPermission;
        CakeOutcome outcome = verdict.Error switch
        {
            0 => CakeOutcome.Done,
            // Gone, or another has its place: the next dump will show it.
            NoEntry or NoDevice or Exists => CakeOutcome.Lost,
            _ => CakeOutcome.Refused,
        };
        queue.Settle(outcome);
        if (outcome != CakeOutcome.Refused) return;
        queue.Refuse(verdict.Error, Encoding.UTF8.GetString(verdict.Text));
        Complain($"the bandwidth of {queue}", in verdict);
    }

    private void Complain(string what, in NetlinkRefusal verdict)
    {
        Complaints++;
        ErrorNumber = verdict.Error;
        Complaint = verdict.Text.IsEmpty ? what : $"{what} ({Encoding.UTF8.GetString(verdict.Text)})";
    }

    private CakeQueue? Of(int index)
    {
        foreach (CakeQueue queue in _queues)
        {
            if (queue.Index == index && index > 0) return queue;
        }
        return null;
    }
}
