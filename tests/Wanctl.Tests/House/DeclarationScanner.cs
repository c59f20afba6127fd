using System.Text.RegularExpressions;

namespace Wanctl.Tests.House;

/// <summary>
/// Finds types, functions and fields by matching braces: good enough for a tree that is formatted one way, and free of
/// a compiler.
/// </summary>
internal sealed partial class DeclarationScanner
{
    private readonly string _code;
    private readonly List<Declaration> _found = [];
    private int _at;

    private DeclarationScanner(string code) => _code = code;

    /// <summary>Lists a file's declarations.</summary>
    /// <param name="code">The file without comments and texts.</param>
    public static IReadOnlyList<Declaration> Scan(string code)
    {
        var scanner = new DeclarationScanner(code);
        scanner.Members(0);
        return scanner._found;
    }

    /// <summary>Reads members until the brace that closes their type, or the end.</summary>
    private void Members(int depth)
    {
        int start = _at;
        int nesting = 0;
        while (_at < _code.Length)
        {
            char letter = _code[_at];
            nesting += letter switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (letter == '}' && nesting == 0)
                return;
            if (letter == '{' && nesting == 0)
                Body(start, depth);
            else if (letter == '{')
                SkipBlock();
            _at++;
            bool ended = letter == ';' && nesting == 0;
            if (ended)
                Enter(start, _at - 1, _at, depth);
            if (ended || (letter == '{' && nesting == 0 && !Continues()))
                start = _at;
        }
    }

    /// <summary>At an opening brace; ends at the brace that closes it.</summary>
    private void Body(int start, int depth)
    {
        string header = Header(start, _at);
        int open = _at;
        if (header.StartsWith("namespace ", StringComparison.Ordinal))
        {
            _at++;
            Members(depth);
            return;
        }
        if (!IsType(header))
        {
            SkipBlock();
            if (!Continues(1))
                Enter(start, open, _at + 1, depth);
            return;
        }
        int place = _found.Count;
        _at++;
        Members(depth + 1);
        int end = Math.Min(_code.Length, _at + 1);
        _found.Insert(place, Make(DeclarationKind.Type, TypeName(header), header, start, end, depth));
    }

    /// <summary>Whether a member goes on behind its block: an initialiser, or a switch expression.</summary>
    private bool Continues(int ahead = 0)
    {
        for (int i = _at + ahead; i < _code.Length; i++)
        {
            if (!char.IsWhiteSpace(_code[i]))
                return _code[i] is ';' or '=' or '.' or ',' or ')' or ']' or '?';
        }
        return false;
    }

    /// <summary>Notes what ends here: a member with a body, or one that a semicolon ends.</summary>
    private void Enter(int start, int headerEnd, int end, int depth)
    {
        string header = Header(start, headerEnd);
        if (header.Length == 0 || NoMember().IsMatch(header))
            return;
        if (IsType(header))
        {
            _found.Add(Make(DeclarationKind.Type, TypeName(header), header, start, end, depth));
            return;
        }
        string head = TupleType().Replace(Before(header, "=>"), "").Trim();
        string body = _code[headerEnd] == '{' ? OneLine(_code[headerEnd..end]) : "";
        string named = Before(Assignment().Split(head)[0], "(");
        bool field = named.Length < head.Length && head[named.Length] == '=';
        bool code = head.Contains('(', StringComparison.Ordinal)
            || header.Contains("=>", StringComparison.Ordinal)
            || (body.Length > 0 && !AutoProperty().IsMatch(body));
        DeclarationKind kind = code && !field ? DeclarationKind.Function : DeclarationKind.Field;
        Match last = LastName().Match(Before(named, "{"));
        string name = last.Success ? last.Value : "operator";
        _found.Add(Make(kind, name, header + body, start, end, depth));
    }

    private Declaration Make(DeclarationKind kind, string name, string header, int start, int end, int depth)
    {
        start += LeadingAttributes().Match(_code[start..end]).Length;
        int lines = _code.AsSpan(start, end - start).Count('\n') + 1;
        return new Declaration(kind, name, header, start, lines, depth);
    }

    private void SkipBlock()
    {
        int depth = 0;
        for (; _at < _code.Length; _at++)
        {
            depth += _code[_at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return;
        }
    }

    private string Header(int start, int end) => Attributes().Replace(OneLine(_code[start..end]), "");

    private static bool IsType(string header) => TypeWord().IsMatch(Before(header, " where "));

    private static string TypeName(string header) => TypeWord().Match(Before(header, " where ")).Groups["name"].Value;

    private static string OneLine(string text) => Blanks().Replace(text, " ").Trim();

    private static string Before(string text, string mark)
    {
        int at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? text : text[..at];
    }

    [GeneratedRegex(@"^[^=(]*\b(?:class|struct|interface|enum|record|delegate\s+[\w<>?.\[\]]+)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypeWord();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^(?:\[(?:[^\[\]]|\[[^\]]*\])*\]\s*)+")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"^\s*(?:\[(?:[^\[\]]|\[[^\]]*\])*\]\s*)*")]
    private static partial Regex LeadingAttributes();

    [GeneratedRegex(@"(?<![=!<>])=(?![=>])")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\w+(?=(?:<[\w, ]*>)?\s*$)")]
    private static partial Regex LastName();

    [GeneratedRegex(@"\b(?:get|set|init);")]
    private static partial Regex AutoProperty();

    [GeneratedRegex(@"^(?:using|namespace|global using|extern alias)\b|^\[assembly")]
    private static partial Regex NoMember();

    [GeneratedRegex(@"(?<=\b(?:static|readonly|private|public|internal|protected) )\([^()]*\)\??")]
    private static partial Regex TupleType();
}
