using System.IO;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Wanctl.Config.Reading;

/// <summary>Turns YAML text into a tree of nodes with positions, within fixed bounds.</summary>
internal sealed class TreeReader
{
    /// <summary>The deepest key of ours is at depth 4; lists add two.</summary>
    public const int DepthMax = 16;

    /// <summary>
    /// Nodes of a whole file with its aliases written out, so that aliases of aliases cannot explode.
    /// </summary>
    public const int NodesMax = 10_000;

    private readonly string _text;
    private readonly AnchorlessScanner _scanner;
    private readonly Parser _parser;
    private readonly Findings _findings;
    private readonly Dictionary<AnchorName, Node> _anchored = [];
    private int _nodes;

    private TreeReader(string text, Findings findings)
    {
        _text = text;
        _scanner = new AnchorlessScanner(new Scanner(new StringReader(text)));
        _parser = new Parser(_scanner);
        _findings = findings;
    }

    /// <summary>The keys at the top of a text; null with a problem when there is no such thing.</summary>
    public static MapNode? Read(string text, Findings findings)
    {
        TreeReader reader = new(text, findings);
        try
        {
            return reader.ReadDocument();
        }
        catch (Exception e) when (IsOfBrokenText(e))
        {
            // Only the parser's own exceptions carry a place.
            Position at = e is YamlException yaml ? At(yaml.Start) : At(reader._parser.Current?.End ?? Mark.Empty);
            findings.Problem(at, "", $"broken YAML{Reason(e)}", "lines of 'key: value', indented with spaces");
            return null;
        }
    }

    /// <summary>Whether an exception is one of the several kinds by which the parser reports broken text.</summary>
    public static bool IsOfBrokenText(Exception e) => e is YamlException or ArgumentException
        or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException;

    private MapNode? ReadDocument()
    {
        _parser.MoveNext();
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart) return Refused(Position.Start, "an empty file");

        _parser.MoveNext();
        Node? root = ReadNode("", depth: 0);
        if (root is null) return null;
        if (root.IsNull) return Refused(Position.Start, "an empty file");

        _parser.MoveNext();
        if (_parser.MoveNext() && _parser.Current is DocumentStart second)
        {
            _findings.Problem(
                At(second.Start), "", "a second YAML document", "one document a file, without another '---'");
        }
        return root as MapNode ?? Refused(root.At, root.Noun);
    }

    private MapNode? Refused(Position at, string found)
    {
        _findings.Problem(at, "", found, "the keys of one WAN (wan_name, router, queues, ...)");
        return null;
    }

    /// <summary>Reads the node at the current event and leaves the parser on the node's last event.</summary>
    /// <returns>Null when reading must stop; the reason is already reported.</returns>
    private Node? ReadNode(string path, int depth)
    {
        ParsingEvent start = _parser.Current ?? throw new InvalidOperationException();
        Position at = At(start.Start);
        if (depth > DepthMax) return Stop(at, path, $"more than {DepthMax} levels of nesting");
        if (start is AnchorAlias alias) return Resolve(alias, path);
        if (++_nodes > NodesMax) return Stop(at, path, $"more than {NodesMax} values");

        // Out of some broken texts the parser makes a key without even an empty value.
        if (start is not NodeEvent content) return Stop(at, path, "a key that breaks off");
        if (!content.Tag.IsEmpty)
        {
            _findings.Problem(at, path,
                "a YAML tag (a word that begins with '!')", "the value alone, in quotes if it begins with '!'");
        }

        AnchorName anchor = _scanner.TakeAnchor(content.Start);
        Node? node = content switch
        {
            Scalar { Style: ScalarStyle.Plain } plain => new ScalarNode(plain.Value, Quoted: false, at)
            {
                Anchored = !anchor.IsEmpty,
                HashBehind = HashBehind((int)plain.End.Index),
            },
            Scalar quoted => new ScalarNode(quoted.Value, Quoted: true, at) { Anchored = !anchor.IsEmpty },
            SequenceStart => ReadList(path, at, depth),
            _ => ReadMap(path, at, depth),
        };
        if (node is not null && !anchor.IsEmpty) _anchored[anchor] = node;
        return node;
    }

    /// <summary>Whether a comment follows whose first letter joins the '#', as in <c>one #two</c>.</summary>
    private bool HashBehind(int end)
    {
        ReadOnlySpan<char> rest = _text.AsSpan(Math.Min(end, _text.Length)).TrimStart(" \t");
        return rest.Length > 1 && rest[0] == '#' && !char.IsWhiteSpace(rest[1]) && rest[1] != '#';
    }

    private ListNode? ReadList(string path, Position at, int depth)
    {
        List<Node> items = [];
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (ReadNode(KeyPath.Item(path, items.Count), depth + 1) is not { } item) return null;
            items.Add(item);
        }
        return new ListNode(items, at);
    }

    private MapNode? ReadMap(string path, Position at, int depth)
    {
        List<MapEntry> entries = [];
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            Position keyAt = At(_parser.Current!.Start);
            string? key = (_parser.Current as Scalar)?.Value;
            if (key is null)
            {
                _findings.Problem(keyAt, path, "a key that is not a plain word", "'key: value'");
                return null;
            }

            _parser.MoveNext();
            if (ReadNode(KeyPath.Join(path, key), depth + 1) is not { } value) return null;
            entries.Add(new MapEntry(key, keyAt, value));
        }
        return new MapNode(entries, at);
    }

    private Node? Resolve(AnchorAlias alias, string path)
    {
        Position at = At(alias.Start);
        if (!_anchored.TryGetValue(alias.Value, out Node? node))
            return Stop(at, path, "an alias (a word that begins with '*') of nothing above it");

        _nodes += node.Weight;
        return _nodes > NodesMax ? Stop(at, path, $"more than {NodesMax} values, aliases written out") : node;
    }

    private Node? Stop(Position at, string path, string found)
    {
        _findings.Problem(at, path, found, "a plain file of keys and values");
        return null;
    }

    private static Position At(Mark mark) => new((int)Math.Max(mark.Line, 1), (int)Math.Max(mark.Column, 1));

    // These two kinds carry fixed sentences; others may quote the text, which may be a secret.
    private static string Reason(Exception e) => e switch
    {
        SyntaxErrorException or SemanticErrorException => $" ({e.Message.TrimEnd('.')})",
        InvalidOperationException => " (it breaks off inside a value)",
        _ => "",
    };
}
