using Wanctl.Config.Reading;

namespace Wanctl.Config.Kinds;

/// <summary>A key of the original that is accepted, whatever it holds, and has no effect.</summary>
/// <param name="instead">What happens instead.</param>
/// <param name="silentFor">The one value that needs no warning, because wanctl does what it asks for anyway.</param>
internal sealed class UnusedKind(string instead, string? silentFor = null) : ValueKind
{
    public override string Wanted => $"not used: {instead}";

    public override Node? Read(Node node, string path, ReadContext context)
    {
        if (node is not ScalarNode scalar || !AsksForNothing(scalar.Text))
            context.Findings.Warn(node.At, path, Wanted);
        return null;
    }

    private bool AsksForNothing(string text) => Plain.Boolean(text) is { } flag
        ? flag == (silentFor is null ? null : Plain.Boolean(silentFor))
        : text == silentFor;
}
