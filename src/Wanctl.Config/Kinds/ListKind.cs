using System.Globalization;
using Wanctl.Config.Reading;

namespace Wanctl.Config.Kinds;

/// <summary>A list of different values of one kind.</summary>
internal sealed class ListKind(string what, ValueKind item, int min, int max) : ValueKind
{
    public ValueKind Item => item;

    public override string Wanted { get; } = string.Create(
        CultureInfo.InvariantCulture, $"a list of {min} to {max} {what}");

    public override Node? Read(Node node, string path, ReadContext context)
    {
        if (node is not ListNode list || list.Items.Count < min || list.Items.Count > max)
        {
            string found = node is ListNode counted
                ? string.Create(CultureInfo.InvariantCulture, $"a list of {counted.Items.Count}")
                : node.Noun;
            context.Findings.Problem(node.At, path, found, Wanted);
            return null;
        }

        List<Node> normal = [];
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < list.Items.Count; i++)
        {
            string itemPath = KeyPath.Item(path, i);
            if (item.Read(list.Items[i], itemPath, context) is not { } value) continue;
            string written = Flow.Write(value);
            if (seen.TryAdd(written, i)) normal.Add(value);
            else context.Findings.Problem(value.At, itemPath, $"the same as item {seen[written]}", "each value once");
        }
        return normal.Count == list.Items.Count ? new ListNode(normal, node.At) : null;
    }
}
