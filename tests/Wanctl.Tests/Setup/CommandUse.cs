using System.Linq;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Tests.Setup;

/// <summary>One use of a command, or of one of its arguments, in a script for the terminal or a sentence of the API.
/// </summary>
/// <param name="Menu">The menu as the table has it: <c>queue/tree</c>.</param>
/// <param name="Command">The command, or <see cref="Property"/>.</param>
/// <param name="Argument">The argument; empty for the command itself.</param>
internal sealed record CommandUse(string Menu, string Command, string Argument)
{
    /// <summary>Stands for the command where only a property of an item is named.</summary>
    public const string Property = "*";

    /// <summary>Arguments whose values are scripts.</summary>
    private static readonly string[] s_scripts = ["on-event", "down-script", "up-script"];

    /// <summary>All uses in a script, those in comments too that show commands for another day.</summary>
    public static IEnumerable<CommandUse> In(string script)
    {
        const string Later = "#   /";
        string text = string.Join('\n', script.Split('\n').Select(
            line => line.StartsWith(Later, StringComparison.Ordinal) ? line[(Later.Length - 1)..] : line));
        return OfScript(text, "").ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => $"/{Menu}/{Command} {Argument}".TrimEnd();

    private static IEnumerable<CommandUse> OfScript(string script, string menu)
    {
        var reader = new ScriptReader(script);
        while (reader.ReadStatement() is { Count: > 0 } words)
        {
            foreach (CommandUse use in OfStatement(words, menu))
                yield return use;
        }
    }

    private static IEnumerable<CommandUse> OfStatement(List<ScriptWord> words, string menu)
    {
        string text = words[0].Text;
        if (words[0].Kind != ScriptWordKind.Text || !text.StartsWith('/') && menu.Length == 0 || text.StartsWith(':'))
            return words.SelectMany(word => Within(word, menu));
        int slash = text.LastIndexOf('/');
        string path = slash > 0 ? text[1..slash] : menu;
        string verb = text[(slash + 1)..];
        var uses = new List<CommandUse> { new(path, verb, "") };
        bool where = false;
        foreach (ScriptWord word in words[1..])
        {
            uses.AddRange(Within(word, path));
            where |= word is { Name: "", Kind: ScriptWordKind.Text, Text: "where" };
            if (!where && Named(verb, word) is { Length: > 0 } argument)
                uses.Add(new CommandUse(path, verb == "find" ? Property : verb, argument));
        }
        return uses;
    }

    /// <summary>What a word names: an argument, a flag, or nothing.</summary>
    private static string Named(string verb, ScriptWord word) =>
        word.Name.Length > 0 ? word.Name.TrimEnd('!')
        : word.Kind != ScriptWordKind.Text ? ""
        : word.Text.StartsWith('!') ? word.Text[1..]
        : verb is "add" or "print" ? word.Text : "";

    private static IEnumerable<CommandUse> Within(ScriptWord word, string menu)
    {
        bool script = word.Kind != ScriptWordKind.Text || s_scripts.Contains(word.Name);
        return script ? OfScript(word.Text, word.Kind == ScriptWordKind.Command ? menu : "") : [];
    }
}
