namespace Wanctl.Tests.House;

/// <summary>What a declaration declares.</summary>
internal enum DeclarationKind
{
    /// <summary>A class, struct, interface, enum, record or delegate.</summary>
    Type,

    /// <summary>A method, constructor, operator or property with code.</summary>
    Function,

    /// <summary>A field or a property without code of its own.</summary>
    Field,
}

/// <summary>One declaration of a C# file, as far as its shape tells.</summary>
/// <param name="Kind">What it declares.</param>
/// <param name="Name">The name.</param>
/// <param name="Header">All before the body, the final semicolon or the arrow, in one line.</param>
/// <param name="Position">Where it begins, behind its attributes.</param>
/// <param name="Lines">How many lines it takes.</param>
/// <param name="Depth">How many types are around it.</param>
internal sealed record Declaration(
    DeclarationKind Kind, string Name, string Header, int Position, int Lines, int Depth);
