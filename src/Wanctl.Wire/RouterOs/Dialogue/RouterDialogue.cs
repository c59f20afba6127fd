using System.Diagnostics;
using System.Text;

namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// The client's side of a conversation with a router, without socket and without clock: bytes go in by
/// <see cref="Free"/> and <see cref="Received"/>, bytes come out of <see cref="Compose"/>, and what happened stands in
/// the queues. Whoever drives it owns the connection, the deadlines and the intervals. Nothing is allocated after
/// construction but the texts of complaints, and what a look at the targets of simple queues finds.
/// </summary>
/// <remarks>
/// The login goes alone and untagged, because a router limits what it takes before it. From then on everything is
/// tagged, one request of a kind at a time, and all that is due goes out in one batch.
/// </remarks>
public sealed partial class RouterDialogue
{
    /// <summary>Queues of one router that a tag can number with its two digits; fifty links have a hundred.</summary>
    public const int QueuesMax = 256;

    /// <summary>Mangle rules that one print names.</summary>
    public const int RulesMax = MangleBook.RulesMax;

    private readonly SentenceReader _reader = new();
    private readonly byte[] _user;
    private readonly byte[] _password;
    private readonly ShaperQueue[] _queues;
    private readonly QueueMenu _menu;
    private readonly RequestSlot[] _statistics;
    private readonly RequestSlot[] _resolve;
    private readonly RequestSlot[] _interfaces;
    private readonly MangleBook _book;
    private readonly TargetLook _targets = new();
    private RequestSlot _resource;
    private RouterFacts _facts;
    private bool _loginSent;
    private bool _resolveDue;
    private bool _resourceDue;

    /// <summary>Makes a conversation about queues of the given names, all different.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="QueuesMax"/> names.</exception>
    public RouterDialogue(string user, string password, bool simpleQueues, IReadOnlyList<string> queueNames)
        : this(user, password, simpleQueues, queueNames, [])
    {
    }

    /// <summary>The same, and about mangle rules with the given comments, all different; either may be none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// More than <see cref="QueuesMax"/> names, or more than <see cref="RulesMax"/> comments.
    /// </exception>
    public RouterDialogue(
        string user, string password, bool simpleQueues, IReadOnlyList<string> queueNames,
        IReadOnlyList<string> ruleComments)
    {
        _book = new MangleBook(ruleComments);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(queueNames.Count, QueuesMax, nameof(queueNames));
        _user = Encoding.UTF8.GetBytes(user);
        _password = Encoding.UTF8.GetBytes(password);
        _menu = QueueMenu.For(simpleQueues);
        _queues = new ShaperQueue[queueNames.Count];
        for (int i = 0; i < _queues.Length; i++)
            _queues[i] = new ShaperQueue(queueNames[i]);
        int groups = (_queues.Length + QueueMenu.QueuesPerPrint - 1) / QueueMenu.QueuesPerPrint;
        _statistics = new RequestSlot[groups];
        _resolve = new RequestSlot[groups];
        _interfaces = new RequestSlot[groups];
    }

    /// <summary>Where it stands.</summary>
    public DialogueStage Stage { get; private set; }

    /// <summary>Why it is over, with <see cref="DialogueStage.Ended"/>.</summary>
    public DialogueEnd End { get; private set; }

    /// <summary>
    /// The router's latest complaint, in its words and fit to be shown; empty while it had none.
    /// </summary>
    public string Complaint { get; private set; } = "";

    /// <summary>Complaints so far.</summary>
    public int Complaints { get; private set; }

    /// <summary>
    /// Replies that belong to no request of ours: late, doubled or with a foreign tag. They are ignored.
    /// </summary>
    public int Strays { get; private set; }

    /// <summary>Sentences with a reply word that this client does not know. They are skipped.</summary>
    public int UnknownReplies { get; private set; }

    /// <summary>Rows about our queues without a limit that can be read. They give no reading.</summary>
    public int UnreadableRows { get; private set; }

    /// <summary>What the router says about itself.</summary>
    public ref readonly RouterFacts Facts => ref _facts;

    /// <summary>The queues, in the order of the names.</summary>
    public ReadOnlySpan<ShaperQueue> Queues => _queues;

    /// <summary>The mangle rules, in the order of the comments.</summary>
    public ReadOnlySpan<MangleRule> Rules => _book.Rules;

    /// <summary>
    /// How many looks at the rules are complete. A look is sent only when no switch is under way, and a switch only
    /// when no look is.
    /// </summary>
    public int RuleLooks => _book.Looks;

    /// <summary>How many looks at where the targets of simple queues lie are complete.</summary>
    public int TargetLooks => _targets.Looks;

    /// <summary>What the last of these looks found.</summary>
    public TargetFacts TargetFacts => _targets.Facts;

    /// <summary>
    /// Says what <see cref="TargetFacts"/> mean for a queue, which is used, or given up, accordingly. Until then no
    /// limit goes to a simple queue.
    /// </summary>
    /// <param name="queue">One of <see cref="Queues"/>.</param>
    /// <param name="side">Where its target lies.</param>
    /// <param name="why">The reason, for people.</param>
    public void Judge(ShaperQueue queue, TargetSide side, string why)
    {
        queue.Judge(side, why);
        if (queue.State is not (QueueState.Unknown or QueueState.TargetUnclear))
            return;
        _resolveDue = true;
    }

    /// <summary>The queue of this name, one of those that the conversation was made for.</summary>
    /// <exception cref="ArgumentException">It was made for others.</exception>
    public ShaperQueue Find(string name)
    {
        foreach (ShaperQueue queue in _queues)
        {
            if (queue.Name.SequenceEqual(Encoding.UTF8.GetBytes(name)))
                return queue;
        }
        throw new ArgumentException($"no queue '{name}' in this conversation", nameof(name));
    }

    /// <summary>
    /// Whether any answer is awaited; if no byte comes for long while this is so, the router has stalled.
    /// </summary>
    public bool Waiting => (Stage == DialogueStage.LoggingIn && _loginSent) || OldestWaiting < long.MaxValue;

    /// <summary>
    /// The stamp of the request that has waited longest, as <see cref="Compose"/> was given it; the login does not
    /// count. <see cref="long.MaxValue"/> where none waits. A router may answer some requests and one never.
    /// </summary>
    public long OldestWaiting
    {
        get
        {
            long oldest = Math.Min(Since(in _resource), Math.Min(Oldest(_statistics), Oldest(_resolve)));
            foreach (ShaperQueue queue in _queues)
                oldest = Math.Min(oldest, Since(in queue.Slot));
            oldest = Math.Min(oldest, Math.Min(Oldest(_targets.Slots), Oldest(_interfaces)));
            return Math.Min(oldest, _book.OldestWaiting);
        }
    }

    /// <summary>Whether the queues have been looked for on this connection.</summary>
    public bool Resolved { get; private set; }

    /// <summary>Room for what the connection delivers next.</summary>
    public Span<byte> Free => _reader.Free;

    /// <summary>A buffer of this size always takes one batch.</summary>
    public int ComposeSizeMax
    {
        get
        {
            int size = 512 + _user.Length + _password.Length + _book.ComposeSizeMax + TargetLook.ComposeSizeMax;
            foreach (ShaperQueue queue in _queues)
                size += 3 * (queue.Name.Length + 128) + InterfaceQuestion.SizeMax;
            return size;
        }
    }

    /// <summary>A connection has been made; the login is the first thing to say.</summary>
    public void Open()
    {
        Close();
        Stage = DialogueStage.LoggingIn;
        _loginSent = false;
    }

    /// <summary>The connection is gone; limits that were on their way, or waited to go, are lost.</summary>
    public void Close()
    {
        _reader.Reset();
        foreach (ShaperQueue queue in _queues)
            queue.Forget();
        foreach (ref RequestSlot slot in _statistics.AsSpan())
            slot.Free();
        foreach (ref RequestSlot slot in _resolve.AsSpan())
            slot.Free();
        foreach (ref RequestSlot slot in _interfaces.AsSpan())
            slot.Free();
        _resource.Free();
        _book.Forget();
        _targets.Forget();
        Resolved = false;
        Stage = DialogueStage.Closed;
        End = DialogueEnd.None;
    }

    /// <summary>
    /// Takes the bytes that were put into <see cref="Free"/> and acts on every sentence that is whole by now.
    /// </summary>
    public void Received(int count)
    {
        _reader.Commit(count);
        while (Stage is DialogueStage.LoggingIn or DialogueStage.Talking)
        {
            Decoded decoded = _reader.TryRead(out Sentence sentence);
            if (decoded == Decoded.Partial)
                return;
            if (decoded == Decoded.Malformed || sentence.Reply == Reply.None)
                Finish(DialogueEnd.ProtocolError, "it does not speak the RouterOS API");
            else
                Act(in sentence);
        }
    }

    /// <summary>
    /// Writes all that is due, as one batch for one send: limits first, then what is wished for. Each request's place
    /// is taken here, before the bytes go out, so that no answer can come too early.
    /// </summary>
    /// <param name="buffer">At least <see cref="ComposeSizeMax"/> bytes.</param>
    /// <param name="wishes">What is due.</param>
    /// <param name="stamp">The driver's clock in a unit of its own; see <see cref="OldestWaiting"/>.</param>
    /// <returns>How many bytes of <paramref name="buffer"/> are to be sent; 0 where there is nothing to say.</returns>
    public int Compose(Span<byte> buffer, Wishes wishes, long stamp = 0)
    {
        Debug.Assert(buffer.Length >= ComposeSizeMax, "a request that does not fit would be awaited for ever");
        var writer = new SentenceWriter(buffer);
        if (Stage == DialogueStage.LoggingIn && !_loginSent)
        {
            writer.Word("/login"u8);
            writer.Attribute("name"u8, _user);
            writer.Attribute("password"u8, _password);
            _loginSent = writer.End();
        }
        else if (Stage == DialogueStage.Talking)
        {
            ComposeSets(ref writer, stamp);
            if ((wishes & Wishes.Rules) != 0)
                _book.Due();
            _book.Compose(ref writer, stamp);
            if ((wishes & Wishes.Targets) != 0 && _menu.Simple)
                _targets.Due();
            _targets.Compose(ref writer, stamp);
            ComposePrints(ref writer, wishes, stamp);
        }
        return writer.Length;
    }

    private void ComposeSets(ref SentenceWriter writer, long stamp)
    {
        for (int i = 0; i < _queues.Length; i++)
        {
            ShaperQueue queue = _queues[i];
            if (queue.Pending && !queue.Slot.Waiting && queue.State == QueueState.Ready && Aimed(queue))
                _menu.WriteSet(ref writer, queue, queue.Send(i, stamp));
        }
    }

    /// <summary>Whether it is known what the halves of its pairs mean.</summary>
    private bool Aimed(ShaperQueue queue) => !_menu.Simple || queue.Side != TargetSide.Unknown;

    private void ComposePrints(ref SentenceWriter writer, Wishes wishes, long stamp)
    {
        _resolveDue |= (wishes & Wishes.Resolve) != 0;
        _resourceDue |= (wishes & Wishes.Resource) != 0;
        bool quiet = !AnyWaiting(_statistics) && !AnyWaiting(_resolve);
        bool statistics = Resolved && !_resolveDue && (wishes & Wishes.Statistics) != 0;
        for (int group = 0; group < _resolve.Length; group++)
        {
            // The two kinds count rows in the same places, so that they take turns; looking for queues goes first.
            if (_resolveDue && quiet)
                Print(ref writer, _resolve, RequestKind.Resolve, group, stamp);
            else if (statistics && quiet)
                Print(ref writer, _statistics, RequestKind.Statistics, group, stamp);
            if (statistics && !_interfaces[group].Waiting && InterfaceQuestion.Wanted(Group(group)))
            {
                RequestTag tag = _interfaces[group].Take(RequestKind.Interface, group, stamp);
                InterfaceQuestion.Write(ref writer, Group(group), tag);
            }
        }
        _resolveDue &= !quiet;
        if (_resourceDue && !_resource.Waiting)
        {
            WriteResource(ref writer, _resource.Take(RequestKind.Resource, 0, stamp));
            _resourceDue = false;
        }
    }

    private void Print(ref SentenceWriter writer, RequestSlot[] slots, RequestKind kind, int group, long stamp)
    {
        ReadOnlySpan<ShaperQueue> queues = Group(group);
        foreach (ShaperQueue queue in queues)
        {
            queue.RowsSeen = 0;
            queue.RowState = QueueState.Missing;
        }
        _menu.WritePrint(ref writer, queues, slots[group].Take(kind, group, stamp));
    }

    private static bool AnyWaiting(ReadOnlySpan<RequestSlot> slots) => Oldest(slots) < long.MaxValue;

    private static long Oldest(ReadOnlySpan<RequestSlot> slots)
    {
        long oldest = long.MaxValue;
        foreach (ref readonly RequestSlot slot in slots)
            oldest = Math.Min(oldest, Since(in slot));
        return oldest;
    }

    private static long Since(in RequestSlot slot) => slot.Waiting ? slot.Stamp : long.MaxValue;

    private static void WriteResource(ref SentenceWriter writer, RequestTag tag)
    {
        Span<byte> text = stackalloc byte[RequestTag.Size];
        writer.Word("/system/resource/print"u8);
        writer.Tag(tag.Write(text));
        writer.Attribute(".proplist"u8, "uptime,version,cpu-load,write-sect-since-reboot"u8);
        writer.End();
    }

    private ReadOnlySpan<ShaperQueue> Group(int group)
    {
        int start = group * QueueMenu.QueuesPerPrint;
        return _queues.AsSpan(start, Math.Min(QueueMenu.QueuesPerPrint, _queues.Length - start));
    }
}
