namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// The prints that tell where targets lie. They are sent together, once for a connection and for each new target; a
/// menu that the router does not show is noted, and the others are taken all the same.
/// </summary>
internal sealed class TargetLook
{
    private readonly RequestSlot[] _slots = new RequestSlot[TargetQuestions.Count];
    private bool _due;
    private bool _under;

    /// <summary>What the last look has found so far.</summary>
    public TargetFacts Facts { get; private set; } = new();

    /// <summary>How many looks are complete.</summary>
    public int Looks { get; private set; }

    /// <summary>Room for all prints.</summary>
    public static int ComposeSizeMax => TargetQuestions.Count * 192;

    public ReadOnlySpan<RequestSlot> Slots => _slots;

    /// <summary>A look is wanted as soon as none is under way.</summary>
    public void Due() => _due = true;

    public void Compose(ref SentenceWriter writer, long stamp)
    {
        if (!_due || _under)
            return;
        _due = false;
        _under = true;
        Facts = new TargetFacts();
        Span<byte> command = stackalloc byte[48];
        Span<byte> text = stackalloc byte[RequestTag.Size];
        for (int i = 0; i < _slots.Length; i++)
        {
            ReadOnlySpan<byte> path = TargetQuestions.Path((TargetMenu)i);
            path.CopyTo(command);
            "/print"u8.CopyTo(command[path.Length..]);
            writer.Word(command[..(path.Length + "/print"u8.Length)]);
            writer.Tag(_slots[i].Take(RequestKind.Target, i, stamp).Write(text));
            TargetQuestions.WriteRest(ref writer, (TargetMenu)i);
            writer.End();
        }
    }

    public ref RequestSlot SlotOf(RequestTag tag, out bool exists)
    {
        exists = tag.Index < _slots.Length;
        return ref _slots[exists ? tag.Index : 0];
    }

    public void Take(RequestTag tag, in Sentence row) => Facts.Take((TargetMenu)tag.Index, in row);

    /// <summary>A menu was not shown.</summary>
    public void Miss(RequestTag tag, ReadOnlySpan<byte> message)
    {
        const int Longest = 200;
        Facts.Miss((TargetMenu)tag.Index, message.IsEmpty ? "no reason given" : PlainText.Of(message, Longest));
    }

    /// <summary>An answer is complete.</summary>
    public void Complete()
    {
        foreach (ref readonly RequestSlot slot in _slots.AsSpan())
        {
            if (slot.Waiting)
                return;
        }
        _under = false;
        Looks++;
    }

    public void Forget()
    {
        foreach (ref RequestSlot slot in _slots.AsSpan())
            slot.Free();
        _due = false;
        _under = false;
    }
}
