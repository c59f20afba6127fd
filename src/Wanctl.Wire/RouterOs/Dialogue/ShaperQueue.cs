using System.Text;

namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// One queue on the router: its name, its identity for this connection, the limit on its way, and the last reading.
/// </summary>
public sealed class ShaperQueue
{
    /// <summary>Longest item id that is remembered; RouterOS uses up to nine characters.</summary>
    private const int IdSizeMax = 24;

    /// <summary>Longest name of an interface that is remembered.</summary>
    internal const int ParentSizeMax = 128;

    private readonly byte[] _name;
    private readonly byte[] _id = new byte[IdSizeMax];
    private readonly byte[] _notedId = new byte[IdSizeMax];
    private int _idSize;
    private int _notedIdSize;
    private QueueReading _reading;
    private QueueReading _notedReading;
    private bool _noted;
    private byte[] _target = [];
    private byte[] _destination = [];

    private byte[] _parent = [];
    private ulong _carried;
    private bool _freshCarried;

    internal RequestSlot Slot;

    internal ShaperQueue(string name) => _name = Encoding.UTF8.GetBytes(name);

    /// <summary>Its name as bytes; RouterOS compares bytes, and so do we.</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>What is known of it.</summary>
    public QueueState State { get; private set; }

    /// <summary>
    /// How often another queue of this name was found in its place on one connection: its limit is unknown and its
    /// counters begin anew.
    /// </summary>
    public int Replacements { get; private set; }

    /// <summary>
    /// The router's words on why it refused the last limit, fit to be shown; empty where it took it.
    /// </summary>
    public string Refusal { get; internal set; } = "";

    /// <summary>
    /// Where a simple queue's target is taken to lie: as somebody has said, else as the facts tell. A queue of
    /// <c>/queue/tree</c> has none.
    /// </summary>
    public TargetSide Side { get; private set; }

    /// <summary>Where the router's facts say that it lies; unknown where they do not, or were not read.</summary>
    public TargetSide SeenSide { get; private set; }

    /// <summary>Whether somebody has said where it lies, and no fact has been held against that yet.</summary>
    public bool Untested => Assumed && !Judged && State == QueueState.Ready;

    /// <summary>Why it is thought to lie there, or why it cannot be told; empty before it was looked for.</summary>
    public string SideWhy { get; private set; } = "";

    /// <summary>How often a look has been judged for it.</summary>
    public int Judgements { get; private set; }

    /// <summary>A simple queue's target as text, as the router shows it.</summary>
    public string Target => Encoding.UTF8.GetString(_target);

    /// <summary>A simple queue's dst as text, as the router shows it.</summary>
    public string Destination => Encoding.UTF8.GetString(_destination);

    /// <summary>Whether somebody has said where its target lies.</summary>
    internal bool Assumed { get; private set; }

    /// <summary>Whether the facts were judged for the target that it has.</summary>
    internal bool Judged { get; private set; }

    /// <summary>
    /// Whether the counter of the interface that it stands on is wanted with each reading. A queue under another one,
    /// under <c>global</c>, or of <c>/queue/simple</c> stands on none.
    /// </summary>
    public bool WantsInterface { get; set; }

    /// <summary>What it stands on, as the router shows it; empty where that is not known.</summary>
    internal ReadOnlySpan<byte> Parent => _parent;

    /// <summary>Whether a limit waits to be sent.</summary>
    public bool Pending { get; private set; }

    /// <summary>The limit that was sent last: tree, or the first of a simple queue's pair.</summary>
    public long SentFirst { get; private set; }

    /// <summary>The limit that was sent last: the second of a simple queue's pair.</summary>
    public long SentSecond { get; private set; }

    internal long PendingFirst { get; private set; }

    internal long PendingSecond { get; private set; }

    internal QueueOutcome Outcome { get; set; }

    internal bool FreshReading { get; private set; }

    /// <summary>Rows with this name in the answer that is coming in.</summary>
    internal int RowsSeen { get; set; }

    /// <summary>The state that the answer's rows amount to.</summary>
    internal QueueState RowState { get; set; }

    internal ReadOnlySpan<byte> Id => _id.AsSpan(0, _idSize);

    /// <summary>
    /// Asks for a limit in bit/s; the newest value wins. <paramref name="second"/> counts for simple queues only.
    /// </summary>
    public void Want(long first, long second)
    {
        PendingFirst = first;
        PendingSecond = second;
        Pending = true;
    }

    /// <summary>Says where its target lies; no fact of the router overrules it.</summary>
    public void Assume(TargetSide side)
    {
        Assumed = side != TargetSide.Unknown;
        Side = side;
    }

    /// <summary>What became of the last limit that was sent, once.</summary>
    public QueueOutcome TakeOutcome()
    {
        QueueOutcome outcome = Outcome;
        Outcome = QueueOutcome.None;
        return outcome;
    }

    /// <summary>The newest reading, once.</summary>
    public bool TryTakeReading(out QueueReading reading)
    {
        reading = _reading;
        bool fresh = FreshReading;
        FreshReading = false;
        return fresh;
    }

    /// <summary>The bytes that have left through the interface that it stands on, as they were read last; once.
    /// </summary>
    public bool TryTakeCarried(out ulong bytes)
    {
        bytes = _carried;
        bool fresh = _freshCarried;
        _freshCarried = false;
        return fresh;
    }

    /// <summary>Its name as text, for messages.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_name);

    /// <summary>Takes the judgement of the facts.</summary>
    internal void Judge(TargetSide side, string why)
    {
        Judged = true;
        Judgements++;
        SeenSide = side;
        SideWhy = why;
        if (!Assumed)
            Side = side;
    }

    /// <summary>
    /// Notes target and dst of a row. With another target all that was judged is void, and so is a limit that waits:
    /// its halves may be the other way round.
    /// </summary>
    internal void NoteTarget(ReadOnlySpan<byte> target, ReadOnlySpan<byte> destination)
    {
        if (_target.AsSpan().SequenceEqual(target) && _destination.AsSpan().SequenceEqual(destination))
            return;
        _target = target.ToArray();
        _destination = destination.ToArray();
        Judged = false;
        if (Assumed)
            return;
        Side = TargetSide.Unknown;
        if (Pending)
            Outcome = QueueOutcome.Lost;
        Pending = false;
    }

    /// <summary>Notes what it stands on; a name that nobody would give to an interface is none.</summary>
    internal void NoteParent(ReadOnlySpan<byte> parent)
    {
        if (parent.Length > ParentSizeMax)
            parent = [];
        if (!_parent.AsSpan().SequenceEqual(parent))
            _parent = parent.ToArray();
    }

    /// <summary>Notes what the interface shows that it stands on.</summary>
    internal void NoteCarried(ulong bytes)
    {
        _carried = bytes;
        _freshCarried = true;
    }

    internal RequestTag Send(int index, long stamp)
    {
        SentFirst = PendingFirst;
        SentSecond = PendingSecond;
        Pending = false;
        return Slot.Take(RequestKind.Set, index, stamp);
    }

    /// <summary>Whether an id is one that can be remembered whole.</summary>
    internal static bool CanHold(ReadOnlySpan<byte> id) => id.Length is > 0 and <= IdSizeMax;

    /// <summary>The newest reading, taken or not; zeros where there was none.</summary>
    internal ref readonly QueueReading Reading => ref _reading;

    /// <summary>
    /// Notes a row's id, and as yet no reading. It counts with <see cref="Accept"/>, when no second row of this name
    /// has come.
    /// </summary>
    internal void Note(ReadOnlySpan<byte> id)
    {
        if (!CanHold(id))
            id = Id;
        id.CopyTo(_notedId);
        _notedIdSize = id.Length;
        _noted = false;
    }

    /// <summary>Notes the same row's reading.</summary>
    internal void Note(in QueueReading reading)
    {
        _notedReading = reading;
        _noted = true;
    }

    /// <summary>The answer is complete and the noted row was the only one.</summary>
    internal void Accept()
    {
        State = QueueState.Ready;
        ReadOnlySpan<byte> id = _notedId.AsSpan(0, _notedIdSize);
        if (_idSize > 0 && !id.SequenceEqual(Id))
            Replacements++;
        id.CopyTo(_id);
        _idSize = _notedIdSize;
        if (!_noted)
            return;
        _reading = _notedReading;
        FreshReading = true;
    }

    /// <summary>
    /// It cannot be written. What waited to be sent is lost: when the queue comes back it would be out of date.
    /// </summary>
    internal void Leave(QueueState state)
    {
        if (Pending)
            Outcome = QueueOutcome.Lost;
        Pending = false;
        FreshReading = false;
        _freshCarried = false;
        State = state;
    }

    /// <summary>
    /// The connection has ended: the id is void, and what was on its way is of unknown fate. What waited is not kept
    /// for the next connection, where it would be out of date, and counts as lost with the rest.
    /// </summary>
    internal void Forget()
    {
        Leave(QueueState.Unknown);
        if (Slot.Waiting)
            Outcome = QueueOutcome.Lost;
        Slot.Free();
        _idSize = 0;
        Judged = false;
        if (!Assumed)
            Side = TargetSide.Unknown;
    }
}
