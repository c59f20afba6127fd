using Wanctl.Config.Reading;

namespace Wanctl.Config.Kinds;

/// <summary>A kind whose values are single texts.</summary>
internal abstract class ScalarKind : ValueKind
{
    /// <summary>Whether the normal form is text; numbers and booleans are not.</summary>
    protected virtual bool IsText => true;

    /// <summary>Whether values are free text, in which a '#' is a letter like others.</summary>
    protected virtual bool MayHoldHash => false;

    /// <summary>Judges a text.</summary>
    /// <param name="text">The text, with everything from the environment in its place.</param>
    /// <param name="quoted">Whether quotes say that it is text.</param>
    protected abstract Verdict Judge(string text, bool quoted);

    public sealed override Node? Read(Node node, string path, ReadContext context)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
        {
            bool comment = MayHoldHash && node is ScalarNode { HashBehind: true };
            string found = node.Noun + (comment ? " (after a blank '#' begins a comment, unless quoted)" : "");
            context.Findings.Problem(node.At, path, found, Wanted);
            return null;
        }

        Expansion expansion = Expansion.Of(scalar.Text, context.Environment);
        if (expansion.Found is not null)
        {
            context.Findings.Problem(node.At, path, expansion.Found, expansion.Wanted);
            return null;
        }

        Verdict verdict = Judge(expansion.Text, scalar.Quoted && !expansion.Replaced);
        if (verdict.Text is null)
        {
            context.Findings.Problem(node.At, path, Found(scalar, verdict.Complaint), Wanted);
            return null;
        }

        if (MayHoldHash && scalar.HashBehind)
        {
            context.Findings.Warn(node.At, path,
                "the value ends before the '#', which begins a comment after a blank; put the value in quotes if they "
                + "belong to it");
        }
        if (IsSecret && expansion.IsLiteral) context.LiteralSecrets.Add((node.At, path));
        return new ScalarNode(verdict.Text, IsText, node.At);
    }

    // The text of the file is shown, never what came from the environment.
    private string Found(ScalarNode scalar, string complaint)
    {
        string shown = IsSecret ? "***" : Shown.Value(scalar.Text, scalar.Quoted);
        return complaint.Length == 0 ? shown : $"{shown} ({complaint})";
    }
}
