using System.Text;

namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// One rule of <c>/ip/firewall/mangle</c>: its comment, its identity for this connection, and whether it is on.
/// </summary>
public sealed class MangleRule
{
    private const int IdSizeMax = 24;

    private readonly byte[] _comment;
    private readonly byte[] _id = new byte[IdSizeMax];
    private readonly byte[] _notedId = new byte[IdSizeMax];
    private int _idSize;
    private int _notedIdSize;
    private bool _notedOn;
    private MangleState _notedState;
    private int _rows;

    internal RequestSlot Slot;

    internal MangleRule(string comment)
    {
        Text = comment;
        _comment = Encoding.UTF8.GetBytes(comment);
    }

    internal string Text { get; }

    /// <summary>Its comment as bytes, which are compared here and not on the router.</summary>
    public ReadOnlySpan<byte> Comment => _comment;

    /// <summary>What is known of it.</summary>
    public MangleState State { get; private set; }

    /// <summary>Whether it was on when it was last read; it counts with <see cref="MangleState.Ready"/>.</summary>
    public bool On { get; private set; }

    /// <summary>Whether a switch waits to be sent.</summary>
    public bool Pending { get; private set; }

    internal bool Wanted { get; private set; }

    internal QueueOutcome Outcome { get; set; }

    internal int Rows => _rows;

    /// <summary>Whether a rule has the comment in an 8-bit code page, in this look.</summary>
    internal bool Alike { get; set; }

    internal ReadOnlySpan<byte> Id => _id.AsSpan(0, _idSize);

    /// <summary>Asks for it to be switched; the newest wish wins.</summary>
    public void Want(bool on)
    {
        Wanted = on;
        Pending = true;
    }

    /// <summary>What became of the last switch that was sent, once.</summary>
    public QueueOutcome TakeOutcome()
    {
        QueueOutcome outcome = Outcome;
        Outcome = QueueOutcome.None;
        return outcome;
    }

    /// <summary>Its comment as text, for messages.</summary>
    public override string ToString() => Text;

    internal RequestTag Send(int index, long stamp)
    {
        Pending = false;
        return Slot.Take(RequestKind.RuleSet, index, stamp);
    }

    /// <summary>A look begins.</summary>
    internal void Begin()
    {
        _rows = 0;
        Alike = false;
    }

    /// <summary>A row with this comment.</summary>
    internal void Note(ReadOnlySpan<byte> id, MangleState state, bool on)
    {
        _rows++;
        _notedState = _rows > 1 ? MangleState.Several : state;
        _notedOn = on;
        // Half an id may be somebody else's.
        if (id.Length is 0 or > IdSizeMax)
        {
            _notedState = MangleState.Unknown;
            return;
        }
        id.CopyTo(_notedId);
        _notedIdSize = id.Length;
    }

    /// <summary>A look is complete, and its rows are all there are.</summary>
    internal void Conclude()
    {
        MangleState absent = Alike ? MangleState.OtherCodePage : MangleState.Missing;
        State = _rows == 0 ? absent : _notedState;
        if (State == MangleState.Ready)
        {
            _notedId.AsSpan(0, _notedIdSize).CopyTo(_id);
            _idSize = _notedIdSize;
            On = _notedOn;
        }
        else
        {
            Drop();
        }
    }

    /// <summary>It can be looked for no more, or has to be looked for anew.</summary>
    internal void Lose(MangleState state)
    {
        State = state;
        Drop();
    }

    /// <summary>The connection has ended: the id is void, and what was on its way is of unknown fate.</summary>
    internal void Forget()
    {
        if (Slot.Waiting)
            Outcome = QueueOutcome.Lost;
        Slot.Free();
        Lose(MangleState.Unknown);
    }

    private void Drop()
    {
        _idSize = 0;
        if (Pending)
            Outcome = QueueOutcome.Lost;
        Pending = false;
    }
}
