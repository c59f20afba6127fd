using Microsoft.CodeAnalysis.Text;

namespace Wanctl.Ablation;

/// <summary>What a mutation changes.</summary>
internal enum MutationKind
{
    /// <summary>A named number or time, or an element of a list of numbers.</summary>
    Constant,

    /// <summary>A number inside an expression.</summary>
    Literal,

    /// <summary>A method, property or local of type bool.</summary>
    Question,

    /// <summary>An <c>if</c> without an <c>else</c>.</summary>
    Guard,
}

/// <summary>One change of one place of the sources.</summary>
/// <param name="Kind">What it changes.</param>
/// <param name="File">The file, relative to the sources' folder.</param>
/// <param name="Span">Where in it.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Name">What it changes, with its type: <c>AdaptiveLaw.NearStep</c>.</param>
/// <param name="Change">How: <c>0.03 to 0.015</c>.</param>
internal sealed record Mutation(
    MutationKind Kind, string File, TextSpan Span, string Replacement, string Name, string Change)
{
    /// <summary>Name and change in one line.</summary>
    public override string ToString() => $"{Name}: {Change}";
}
