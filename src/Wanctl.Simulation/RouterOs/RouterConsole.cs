using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// The router's command line, as far as printed set-ups and safety nets need it: commands with named values,
/// <c>[find ...]</c>, <c>[/menu/get ...]</c>, <c>[:len ...]</c>, <c>:if</c>, <c>:do</c>, <c>:put</c>, <c>:log</c> and
/// comments.
/// </summary>
/// <param name="world">The router.</param>
/// <param name="user">On whose behalf commands run.</param>
/// <param name="policies">What a script may do; null where the user's group alone decides.</param>
public sealed class RouterConsole(RouterWorld world, string user, IReadOnlyList<string>? policies = null)
{
    private readonly List<string> _output = [];

    /// <summary>What <c>:put</c> has printed.</summary>
    public IReadOnlyList<string> Output => _output;

    /// <summary>Runs a script up to its end or to the first complaint.</summary>
    /// <returns>The complaint with its line, or null where all went well.</returns>
    public string? Run(string script, Instant now)
    {
        var reader = new ScriptReader(script);
        try
        {
            while (reader.ReadStatement() is { Count: > 0 } statement) Execute(statement, "", now);
            return null;
        }
        catch (FormatException exception)
        {
            return $"{exception.Message} (line {reader.Line})";
        }
    }

    /// <summary>Runs one statement; the result is what brackets around it stand for.</summary>
    private List<string> Execute(List<ScriptWord> words, string menu, Instant now)
    {
        string command = Needed(words, 0).Text;
        switch (command)
        {
            case ":if":
                RunIf(words, now);
                return [];
            case ":do":
                RunDespite(words, now);
                return [];
            case ":len":
                return [Count(words, menu, now)];
            case ":pick":
                return [Pick(words, menu, now)];
            case ":put":
                _output.Add(string.Join(';', Value(Needed(words, 1), menu, now)));
                return [];
            case ":log":
                world.LogScript(Needed(words, 1).Text, Needed(words, 2).Text, now);
                return [];
        }

        int slash = command.LastIndexOf('/');
        string path = slash > 0 ? command[..slash] : menu;
        string verb = command[(slash + 1)..];
        if (path.Length == 0) throw new FormatException($"bad command name {command}");
        return verb switch
        {
            "find" => Find(path, words),
            "get" => Get(path, words, now),
            _ => Change(path, verb, words, now),
        };
    }

    private static ScriptWord Needed(List<ScriptWord> words, int place) =>
        place < words.Count ? words[place] : throw new FormatException("missing value");

    private void RunIf(List<ScriptWord> words, Instant now)
    {
        if (words is not [_, { Kind: ScriptWordKind.Group } condition,
            { Kind: ScriptWordKind.Block, Name: "do" } then, .. { Count: <= 1 } rest]
            || rest is [not { Kind: ScriptWordKind.Block, Name: "else" }])
            throw new FormatException("expected (condition) do={...} else={...}");
        if (Holds(condition.Text, now)) RunBlock(then.Text, now);
        else if (rest is [{ } otherwise]) RunBlock(otherwise.Text, now);
    }

    /// <summary><c>:do {...} on-error={...}</c>: a command that may fail.</summary>
    private void RunDespite(List<ScriptWord> words, Instant now)
    {
        if (words is not [_, { Kind: ScriptWordKind.Block } attempt, { Kind: ScriptWordKind.Block } otherwise])
            throw new FormatException("expected {...} on-error={...}");
        try
        {
            RunBlock(attempt.Text, now);
        }
        catch (FormatException)
        {
            RunBlock(otherwise.Text, now);
        }
    }

    private void RunBlock(string block, Instant now)
    {
        var inner = new ScriptReader(block);
        while (inner.ReadStatement() is { Count: > 0 } statement) Execute(statement, "", now);
    }

    private bool Holds(string condition, Instant now)
    {
        List<ScriptWord> words = new ScriptReader(condition).ReadStatement();
        if (words is not [{ } left, { } relation, { } right]) throw new FormatException("expected a comparison");
        string found = string.Join(';', Value(left, "", now));
        string wanted = string.Join(';', Value(right, "", now));
        bool numbers = long.TryParse(found, out long first) & long.TryParse(wanted, out long second);
        return relation.Text switch
        {
            "=" => found == wanted,
            "!=" => found != wanted,
            ">" when numbers => first > second,
            "<" when numbers => first < second,
            _ => throw new FormatException($"cannot compare with {relation.Text}"),
        };
    }

    private string Count(List<ScriptWord> words, string menu, Instant now) =>
        Value(Needed(words, 1), menu, now).Count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>One element of a list: <c>:pick LIST INDEX</c>.</summary>
    private string Pick(List<ScriptWord> words, string menu, Instant now)
    {
        List<string> list = Value(Needed(words, 1), menu, now);
        return int.TryParse(Needed(words, 2).Text, out int index) && index >= 0 && index < list.Count
            ? list[index]
            : throw new FormatException("no such element");
    }

    /// <summary>
    /// What a word stands for: itself, what the command in brackets gives, or of several in parentheses all.
    /// </summary>
    private List<string> Value(ScriptWord word, string menu, Instant now)
    {
        if (word.Kind == ScriptWordKind.Command)
            return Execute(new ScriptReader(word.Text).ReadStatement(), menu, now);
        if (word.Kind != ScriptWordKind.Group) return [word.Text];
        var list = new List<string>();
        foreach (ScriptWord part in new ScriptReader(word.Text).ReadStatement())
        {
            if (part.Kind == ScriptWordKind.Command) list.AddRange(Value(part, menu, now));
            else list.AddRange(part.Text.Split(',', StringSplitOptions.RemoveEmptyEntries));
        }

        return list;
    }

    private List<string> Find(string path, List<ScriptWord> words)
    {
        Permit("read");
        var queries = new List<string>();
        foreach (ScriptWord word in words[1..])
        {
            if (word.Name.Length == 0 && word.Text is "where" or "and") continue;
            if (word.Name.Length == 0) throw new FormatException($"expected name=value, found {word.Text}");
            queries.Add($"{word.Name.TrimEnd('!')}={word.Text}");
            if (word.Name.EndsWith('!')) queries.Add("#!");
        }

        return world.FindIds(path, null, queries) ?? throw new FormatException($"bad command name {path}");
    }

    private List<string> Get(string path, List<ScriptWord> words, Instant now)
    {
        Permit("read");
        List<string> ids = Items(path, Needed(words, 1), now);
        if (ids.Count != 1) throw new FormatException("no such item");
        return world.ReadById(path, ids[0], Needed(words, 2).Text) is { Length: > 0 } value ? [value] : [];
    }

    private List<string> Change(string path, string verb, List<ScriptWord> words, Instant now)
    {
        Permit("write");
        ApiCommand command = ApiCommand.Of(path, verb);
        List<string>? ids = null;
        foreach (ScriptWord word in words[1..])
        {
            if (word.Name.Length > 0) command.Attributes.Add((word.Name, string.Join(',', Value(word, path, now))));
            // As in `set 0 !dscp`: the property goes back to saying nothing.
            else if (word.Text.StartsWith('!')) command.Attributes.Add((word.Text[1..], ""));
            // What is added has no number yet: a word alone is a flag, as in `/routing/table/add name=to_att fib`.
            else if (verb == "add") command.Attributes.Add((word.Text, "yes"));
            else ids = [.. ids ?? [], .. Items(path, word, now)];
        }

        // Of nothing found there is nothing to change, and RouterOS says nothing.
        if (ids is { Count: 0 }) return [];
        if (ids is not null) command.Attributes.Insert(0, (".id", string.Join(',', ids)));
        CommandResult result = world.Execute(command, user, now);
        if (result.Trap is { } trap) throw new FormatException($"{path}/{verb}: {trap}");
        return result.Return is { } id ? [id] : [];
    }

    private List<string> Items(string path, ScriptWord word, Instant now)
    {
        if (word.Kind == ScriptWordKind.Command) return Value(word, path, now);
        List<string> ids = world.FindIds(path, word.Text, []) ?? throw new FormatException($"bad command name {path}");
        return ids.Count > 0 ? ids : throw new FormatException($"no such item ({word.Text})");
    }

    private void Permit(string policy)
    {
        if (policies is null) return;
        foreach (string given in policies)
        {
            if (given == policy) return;
        }

        throw new FormatException("not enough permissions (9)");
    }
}
