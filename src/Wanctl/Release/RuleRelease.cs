using System.Linq;
using Wanctl.Core.Units;
using Wanctl.Host.Router;

namespace Wanctl.Release;

/// <summary>
/// Switches the mangle rules of steering off, and reads them back. A rule is the one whose comment is the configured
/// one to the last byte; no other is touched.
/// </summary>
/// <param name="client">The router.</param>
/// <param name="write">False for a look only.</param>
internal sealed class RuleRelease(RouterClient client, bool write)
{
    private const string Menu = "/ip/firewall/mangle";

    /// <summary>Switches one rule off; what cannot be done is in the answer.</summary>
    /// <exception cref="RouterClientException">The connection broke.</exception>
    public ReleasedRule Release(string path, string comment)
    {
        var rule = new ReleasedRule(path, comment, null, false, null);
        if (Find(comment, out string problem) is not { } found)
            return rule with { Problem = problem };
        rule = rule with { WasOn = !found.Says("disabled") };
        if (rule.WasOn == false || !write)
            return rule;
        RouterAnswer answer = client.Ask(Menu + "/set", "=.id=" + found[".id"], "=disabled=yes");
        if (answer.Refusal is { } refusal)
            return rule with { Problem = "the router refuses: " + refusal };
        if (Find(comment, out problem) is not { } again)
            return rule with { Problem = "not verified: " + problem };
        return again.Says("disabled")
            ? rule with { Written = true }
            : rule with { Problem = "it reads back as on: does somebody else switch it?" };
    }

    /// <summary>Comments are compared here, because what a filter of the router takes for equal is the router's affair.
    /// </summary>
    private RouterRow? Find(string comment, out string problem)
    {
        RouterAnswer answer = client.Ask(Menu + "/print", "=.proplist=.id,comment,disabled,dynamic");
        RouterRow[] found = [.. answer.Rows.Where(row => row["comment"] == comment)];
        problem = answer.Complaint is { } complaint ? $"the router does not show its mangle rules: {complaint}"
            : found.Length == 0
                ? $"no rule with this comment in {Menu}{RouterRow.InCodePage(answer.Rows, "comment", comment)}"
            : found.Length > 1
                ? $"{Amount.Of(found.Length, "rule")} with this comment; give each rule a comment of its own"
            : "";
        return problem.Length == 0 ? found[0] : null;
    }
}
