namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// The mangle rules that a conversation is about. No other rule can be touched: a switch goes to the id of the one row
/// whose comment is the same byte for byte. A look and a switch are never under way together, so that whatever a look
/// says is true of the switch before it.
/// </summary>
internal sealed class MangleBook
{
    /// <summary>
    /// Rules that one print names; with their operators well within the words of a sentence that any reader keeps.
    /// </summary>
    public const int RulesMax = 16;

    private readonly MangleRule[] _rules;
    private RequestSlot _look;
    private bool _due;
    private bool _whole;
    private bool _inconclusive;

    public MangleBook(IReadOnlyList<string> comments)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(comments.Count, RulesMax, nameof(comments));
        _rules = new MangleRule[comments.Count];
        for (int i = 0; i < _rules.Length; i++)
            _rules[i] = new MangleRule(comments[i]);
    }

    public ReadOnlySpan<MangleRule> Rules => _rules;

    /// <summary>How many looks are complete.</summary>
    public int Looks { get; private set; }

    /// <summary>Room for a switch of each rule and a look at all.</summary>
    public int ComposeSizeMax
    {
        get
        {
            int size = _rules.Length == 0 ? 0 : 128;
            foreach (MangleRule rule in _rules)
                size += 2 * (rule.Comment.Length + 128);
            return size;
        }
    }

    public long OldestWaiting
    {
        get
        {
            long oldest = _look.Waiting ? _look.Stamp : long.MaxValue;
            foreach (MangleRule rule in _rules)
                oldest = Math.Min(oldest, rule.Slot.Waiting ? rule.Slot.Stamp : long.MaxValue);
            return oldest;
        }
    }

    /// <summary>A look is wanted as soon as nothing is under way.</summary>
    public void Due() => _due = _rules.Length > 0;

    public void Compose(ref SentenceWriter writer, long stamp)
    {
        bool switching = false;
        for (int i = 0; i < _rules.Length; i++)
        {
            MangleRule rule = _rules[i];
            bool certain = rule.State == MangleState.Ready && !_look.Waiting && !_inconclusive;
            if (rule.Pending && !rule.Slot.Waiting && certain)
                WriteSet(ref writer, rule, rule.Send(i, stamp));
            switching |= rule.Slot.Waiting;
        }
        if (!_due || switching || _look.Waiting)
            return;
        _due = false;
        foreach (MangleRule rule in _rules)
            rule.Begin();
        WriteLook(ref writer, _look.Take(RequestKind.RuleLook, 0, stamp));
    }

    public ref RequestSlot SlotOf(RequestTag tag, out bool exists)
    {
        exists = tag.Kind == RequestKind.RuleSet ? tag.Index < _rules.Length : tag.Index == 0;
        return ref tag.Kind == RequestKind.RuleSet && exists ? ref _rules[tag.Index].Slot : ref _look;
    }

    public void Take(in Sentence row)
    {
        if (!row.TryGet("comment"u8, out ReadOnlySpan<byte> comment))
            return;
        foreach (MangleRule rule in _rules)
        {
            if (!rule.Comment.SequenceEqual(comment))
            {
                // Only where the whole list is read does anything else come.
                rule.Alike |= CodePages.SameIn(comment, rule.Text) is not null;
                continue;
            }
            row.TryGet(".id"u8, out ReadOnlySpan<byte> id);
            MangleState state = Says(in row, "invalid"u8) ? MangleState.Invalid
                : Says(in row, "dynamic"u8) ? MangleState.Dynamic
                : MangleState.Ready;
            rule.Note(id, state, !Says(in row, "disabled"u8));
        }
    }

    public void CompleteLook(bool trapped)
    {
        if (trapped)
        {
            foreach (MangleRule rule in _rules)
                rule.Lose(MangleState.Unreadable);
            _inconclusive = false;
            Looks++;
            return;
        }
        // RouterOS was seen to filter comments with punctuation wrongly: what the filter does not find is looked for
        // in the whole list, on this connection from now on.
        if (!_whole && SomeUnseen())
        {
            _whole = true;
            _inconclusive = true;
            _due = true;
            return;
        }
        _inconclusive = false;
        foreach (MangleRule rule in _rules)
            rule.Conclude();
        Looks++;
    }

    public void CompleteSet(MangleRule rule, bool trapped, bool gone)
    {
        rule.Outcome = !trapped ? QueueOutcome.Done : gone ? QueueOutcome.Lost : QueueOutcome.Refused;
        if (trapped && gone)
            rule.Lose(MangleState.Unknown);
        Due();
    }

    public void Forget()
    {
        foreach (MangleRule rule in _rules)
            rule.Forget();
        _look.Free();
        _whole = false;
        _inconclusive = false;
        _due = false;
    }

    private static bool Says(in Sentence row, ReadOnlySpan<byte> flag) =>
        row.TryGet(flag, out ReadOnlySpan<byte> text) && Value.TryBool(text, out bool set) && set;

    private bool SomeUnseen()
    {
        foreach (MangleRule rule in _rules)
        {
            if (rule.Rows == 0)
                return true;
        }
        return false;
    }

    private static void WriteSet(ref SentenceWriter writer, MangleRule rule, RequestTag tag)
    {
        Span<byte> text = stackalloc byte[RequestTag.Size];
        writer.Word("/ip/firewall/mangle/set"u8);
        writer.Tag(tag.Write(text));
        writer.Attribute(".id"u8, rule.Id);
        writer.Attribute("disabled"u8, rule.Wanted ? "no"u8 : "yes"u8);
        writer.End();
    }

    private void WriteLook(ref SentenceWriter writer, RequestTag tag)
    {
        Span<byte> text = stackalloc byte[RequestTag.Size];
        writer.Word("/ip/firewall/mangle/print"u8);
        writer.Tag(tag.Write(text));
        writer.Attribute(".proplist"u8, ".id,comment,disabled,invalid,dynamic"u8);
        for (int i = 0; i < _rules.Length && !_whole; i++)
        {
            writer.Query("comment"u8, _rules[i].Comment);
            if (i > 0)
                writer.Combine("|"u8);
        }
        writer.End();
    }
}
