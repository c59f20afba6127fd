namespace Wanctl.Config.Reading;

/// <summary>Writes a value in one line, as YAML's flow style would.</summary>
internal static class Flow
{
    public static string Write(Node node) => node switch
    {
        ScalarNode { Text.Length: 0 } => "\"\"",
        ScalarNode scalar => scalar.Text,
        ListNode list => $"[{string.Join(", ", Map(list.Items))}]",
        _ => throw new ArgumentException("groups of keys have no normal form", nameof(node)),
    };

    private static IEnumerable<string> Map(IReadOnlyList<Node> nodes)
    {
        foreach (Node node in nodes) yield return Write(node);
    }
}
