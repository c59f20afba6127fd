namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>
/// The place of one outstanding request. It is taken before the request is sent and freed by the answer's end; until
/// then no second request of its kind goes out.
/// </summary>
internal struct RequestSlot
{
    private byte _generation;
    private string? _words;

    /// <summary>Whether an answer is awaited.</summary>
    public bool Waiting { get; private set; }

    /// <summary>Whether the router has complained; the first trap of an answer decides.</summary>
    public bool Trapped { get; private set; }

    /// <summary>Whether that trap says that the item does not exist.</summary>
    public bool Gone { get; private set; }

    /// <summary>The words of that trap, fit to be shown; of use with <see cref="Trapped"/>.</summary>
    public readonly string Words => _words ?? "";

    /// <summary>When it was taken, by the clock of whoever drives the conversation.</summary>
    public long Stamp { get; private set; }

    /// <summary>Takes the slot and gives the tag to send with.</summary>
    public RequestTag Take(RequestKind kind, int index, long stamp)
    {
        Waiting = true;
        Stamp = stamp;
        Trapped = false;
        Gone = false;
        _generation++;
        return new RequestTag(kind, (byte)index, _generation);
    }

    /// <summary>Whether a reply of this generation belongs to the request that waits.</summary>
    public readonly bool Expects(byte generation) => Waiting && generation == _generation;

    /// <summary>Notes a trap, its words, and whether it says that the item does not exist.</summary>
    public void Trap(string words, bool gone)
    {
        if (Trapped)
            return;
        Trapped = true;
        Gone = gone;
        _words = words;
    }

    /// <summary>The answer is complete, or will never come.</summary>
    public void Free() => Waiting = false;
}
