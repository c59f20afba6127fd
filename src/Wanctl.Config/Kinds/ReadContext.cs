using Wanctl.Config.Reading;

namespace Wanctl.Config.Kinds;

/// <summary>What reading a value needs besides the value.</summary>
/// <param name="Findings">Where problems go.</param>
/// <param name="Environment">The environment of the process.</param>
internal sealed record ReadContext(Findings Findings, Func<string, string?> Environment)
{
    /// <summary>Where secrets stand in the file itself instead of in the environment.</summary>
    public List<(Position At, string Path)> LiteralSecrets { get; } = [];
}
