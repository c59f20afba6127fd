using System.Globalization;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// The API's query words: a stack machine over booleans. The stack is endlessly deep and filled with true; an item
/// passes if no false is left on it.
/// </summary>
internal sealed class QueryStack
{
    // Deeper than any stack gets; below it everything is true.
    private const int DeepestIndex = 9999;

    private readonly List<bool> _stack = [];

    /// <summary>Whether an item passes all queries.</summary>
    public bool Passes(List<string> queries, MenuItem item)
    {
        _stack.Clear();
        foreach (string query in queries)
        {
            if (query.StartsWith('#')) Operate(query.AsSpan(1));
            else _stack.Add(Compare(query, item));
        }

        return !_stack.Contains(false);
    }

    private static bool Compare(string query, MenuItem item)
    {
        if (query.StartsWith('-')) return item.Get(query[1..]) is null;

        // "?name=x" and "?=name=x" mean the same; both are in use.
        char relation = query.Length > 0 && query[0] is '<' or '>' or '=' ? query[0] : '=';
        string rest = query.Length > 0 && query[0] == relation ? query[1..] : query;
        int equals = rest.IndexOf('=');
        if (equals < 0) return item.Get(rest) is not null;

        string? value = item.Get(rest[..equals]);
        if (value is null) return false;
        int order = Order(value, rest[(equals + 1)..]);
        return relation switch
        {
            '<' => order < 0,
            '>' => order > 0,
            _ => order == 0,
        };
    }

    private static int Order(string value, string wanted)
    {
        if (value == "true" && wanted == "yes" || value == "false" && wanted == "no") return 0;
        bool numbers = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long left)
            & long.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out long right);
        return numbers ? left.CompareTo(right) : string.CompareOrdinal(value, wanted);
    }

    private void Operate(ReadOnlySpan<char> operators)
    {
        for (int i = 0; i < operators.Length; i++)
        {
            if (char.IsAsciiDigit(operators[i]))
            {
                int index = TakeIndex(operators, ref i);
                if (i == operators.Length) Replace(index);
                else Push(index);
                // Behind an index a dot only ends it; any other character is an operator of its own.
                if (i < operators.Length && operators[i] != '.') i--;
            }
            else
            {
                Apply(operators[i]);
            }
        }
    }

    private static int TakeIndex(ReadOnlySpan<char> operators, ref int position)
    {
        int index = 0;
        while (position < operators.Length && char.IsAsciiDigit(operators[position]))
        {
            index = Math.Min(index * 10 + operators[position++] - '0', DeepestIndex);
        }

        return index;
    }

    private void Apply(char operation)
    {
        switch (operation)
        {
            case '&':
                _stack.Add(Pop() & Pop());
                break;
            case '|':
                _stack.Add(Pop() | Pop());
                break;
            case '!':
                _stack.Add(!Pop());
                break;
            case '.':
                Push(0);
                break;
        }
    }

    private bool At(int index) => index >= _stack.Count || _stack[_stack.Count - 1 - index];

    private void Push(int index) => _stack.Add(At(index));

    private void Replace(int index)
    {
        bool value = At(index);
        _stack.Clear();
        _stack.Add(value);
    }

    private bool Pop()
    {
        if (_stack.Count == 0) return true;
        bool top = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }
}
