namespace Wanctl;

/// <summary>A file that a run of the daemon reads or writes.</summary>
/// <param name="Place">Where it is named: <c>file:line</c>, or a part of the command line.</param>
/// <param name="Name">What it is there: a key, or an option.</param>
/// <param name="Path">The file.</param>
internal sealed record FileUse(string Place, string Name, string Path)
{
    /// <summary>Whether the daemon writes it, moves it or removes it.</summary>
    public bool Writes { get; init; }

    /// <summary>Whether it must be a regular file, or nothing yet.</summary>
    public bool Regular { get; init; }

    /// <summary>What it is for its key where it is not the key's own file, such as its draft; else empty.</summary>
    public string Part { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Part.Length == 0 ? Name : $"{Part} of {Name}";
}
