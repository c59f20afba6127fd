namespace Wanctl.Host.Watch;

/// <summary>The last decisions worth reading, of both directions; oldest overwritten first.</summary>
public sealed class Notes
{
    /// <summary>An evening's episodes; a page shows the last dozen.</summary>
    public const int Capacity = 64;

    private readonly DecisionNote[] _notes = new DecisionNote[Capacity];
    private long _written;

    /// <summary>How many can be read.</summary>
    public int Count => (int)Math.Min(_written, Capacity);

    /// <summary>The note that is <paramref name="age"/> notes old: 0 is the newest.</summary>
    public ref readonly DecisionNote this[int age] => ref _notes[(int)((_written - 1 - age) % Capacity)];

    /// <summary>Adds a note and returns its number.</summary>
    internal long Add(in DecisionNote note)
    {
        _notes[(int)(_written % Capacity)] = note;
        return _written++;
    }

    /// <summary>The note with a number, if it has not been overwritten.</summary>
    internal bool TryFind(long number, out DecisionNote note)
    {
        bool there = number >= 0 && number >= _written - Capacity;
        note = there ? _notes[(int)(number % Capacity)] : default;
        return there;
    }

    /// <summary>Replaces a note that <see cref="TryFind"/> has found.</summary>
    internal void Replace(long number, in DecisionNote note) => _notes[(int)(number % Capacity)] = note;
}
