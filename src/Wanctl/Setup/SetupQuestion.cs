namespace Wanctl.Setup;

/// <summary>Something that a set-up must know.</summary>
/// <param name="Option">The option that answers it.</param>
/// <param name="Text">The question.</param>
/// <param name="Default">The answer of an empty line; empty where there is none.</param>
/// <param name="Check">What is wrong with an answer; null where nothing is.</param>
internal sealed record SetupQuestion(string Option, string Text, string Default, Func<string, string?> Check);
