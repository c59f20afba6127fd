namespace Wanctl.Verbs;

/// <summary>One exit code of one verb.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="Code">One of <see cref="ExitCode"/>.</param>
/// <param name="Meaning">What it says of the run.</param>
internal readonly record struct ExitRow(string Verb, int Code, string Meaning);
