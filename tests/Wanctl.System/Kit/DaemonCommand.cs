namespace Wanctl.SystemTests.Kit;

/// <summary>What to start and in which surroundings.</summary>
/// <param name="Binary">The program's path.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record DaemonCommand(string Binary, params string[] Arguments)
{
    /// <summary>
    /// Environment variables. Beside them the process sees PATH, HOME and TMPDIR of the tests and nothing else, so
    /// that no setting of the developer's shell changes a result.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The working folder, or null for the tests' own.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// The user to run as, for instance <c>nobody</c>, which loses all capabilities; null for the tests' own.
    /// </summary>
    public string? User { get; init; }

    /// <summary>What it reads from standard input before the end of input.</summary>
    public string Input { get; init; } = "";
}
