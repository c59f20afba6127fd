namespace Wanctl.Setup;

/// <summary>Something that a set-up must know.</summary>
/// <param name="Option">The option that answers it.</param>
/// <param name="Text">The question.</param>
/// <param name="Default">The answer of an empty line; empty where there is none.</param>
/// <param name="Read">Takes an answer in the spelling that the program uses, or says what is wrong with it.</param>
internal sealed record SetupQuestion(string Option, string Text, string Default, Func<string, SetupAnswer> Read);
