namespace Wanctl.Config.Rescaling;

/// <summary>One value that the conversion changed.</summary>
/// <param name="File">The file as the operator named it.</param>
/// <param name="Line">Line in the given file, from 1; of an added key the line it was added behind.</param>
/// <param name="Path">The key.</param>
/// <param name="Before">The value before; of an added key its default.</param>
/// <param name="After">The value in the converted file.</param>
public sealed record RescaledValue(string File, int Line, string Path, string Before, string After)
{
    /// <summary>The change in one line.</summary>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}: {Path}: {Before} -> {After}");
}
