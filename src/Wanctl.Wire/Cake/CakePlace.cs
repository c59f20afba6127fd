namespace Wanctl.Wire.Cake;

/// <summary>
/// Where a CAKE qdisc hangs: what it takes to name it to the kernel, and to tell it from its successor.
/// </summary>
/// <param name="Index">The interface's number; 0 for no interface.</param>
/// <param name="Handle">The qdisc's handle.</param>
/// <param name="Parent">What it hangs on.</param>
/// <param name="Multi">
/// Whether it is a <c>cake_mq</c>: one set-up and one bandwidth for a CAKE on each of the interface's queues.
/// </param>
public readonly record struct CakePlace(int Index, uint Handle, uint Parent, bool Multi)
{
    /// <summary>The kind, as the kernel calls it.</summary>
    public ReadOnlySpan<byte> Kind => Multi ? MultiKind : SingleKind;

    internal static ReadOnlySpan<byte> SingleKind => "cake"u8;

    internal static ReadOnlySpan<byte> MultiKind => "cake_mq"u8;
}
