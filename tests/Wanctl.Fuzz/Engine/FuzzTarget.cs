namespace Wanctl.Fuzz.Engine;

/// <summary>Something of ours that takes bytes from others, and what must be true of it whatever they are.</summary>
public abstract class FuzzTarget
{
    /// <summary>What <c>build/fuzz --target</c> calls it; the folder of its seeds bears the same name.</summary>
    public abstract string Name { get; }

    /// <summary>Longest input that is tried, in bytes.</summary>
    public virtual int BytesMax => 8192;

    /// <summary>What one input may allocate, in bytes; more was led by a length in it.</summary>
    public virtual long AllocatedMax => 64 << 20;

    /// <summary>Words of its language, which mutations put in where chance would not find them.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>Right inputs, beside the files of its folder.</summary>
    public virtual IEnumerable<byte[]> Seeds() => [];

    /// <summary>Changes an input in a way that only the target knows; null to leave it to the usual ways.</summary>
    /// <param name="input">Which must stay as it is.</param>
    /// <param name="chance">Where the choices come from.</param>
    public virtual byte[]? Vary(byte[] input, Random chance) => null;

    /// <summary>
    /// Takes one input. Throws where something that must be true is not; an exception of the parser that its
    /// documentation does not name goes through.
    /// </summary>
    /// <returns>A number for what became of it: inputs with a result not seen before are mutated further.</returns>
    public abstract int Take(ReadOnlySpan<byte> input);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Says that something must be true.</summary>
    protected static void Must(bool holds, string what)
    {
        if (!holds)
            throw new FuzzFaultException(what);
    }
}
