using System.Text;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// A client's sentence, taken apart. Text is Latin-1 throughout the simulated router: one character is one byte, so
/// that names and comments come back exactly as they were sent, whatever they are encoded in.
/// </summary>
internal sealed class ApiCommand
{
    /// <summary>The menu, such as <c>/queue/tree</c>; empty for the commands of the API itself.</summary>
    public string Menu { get; private init; } = "";

    /// <summary>The last part of the command, such as <c>print</c>.</summary>
    public string Verb { get; private init; } = "";

    /// <summary>The attributes in the order they came.</summary>
    public List<(string Key, string Value)> Attributes { get; } = [];

    /// <summary>The queries in the order they came, without the question mark.</summary>
    public List<string> Queries { get; } = [];

    /// <summary>The tag, or empty.</summary>
    public string Tag { get; private init; } = "";

    /// <summary>Takes a sentence apart; words that are neither attribute, query nor tag are ignored.</summary>
    public static ApiCommand Read(in Sentence sentence)
    {
        string name = Encoding.Latin1.GetString(sentence.Command);
        int slash = name.LastIndexOf('/');
        var command = new ApiCommand
        {
            Menu = slash > 0 ? name[..slash] : "",
            Verb = name[(slash + 1)..],
            Tag = Encoding.Latin1.GetString(sentence.Tag),
        };
        for (int i = 1; i < sentence.Count; i++) command.Take(Encoding.Latin1.GetString(sentence[i]));
        return command;
    }

    /// <summary>A command that did not come over the wire.</summary>
    public static ApiCommand Of(string menu, string verb) => new() { Menu = menu, Verb = verb };

    /// <summary>The first attribute with a key, or null.</summary>
    public string? Find(string key)
    {
        foreach ((string name, string value) in Attributes)
        {
            if (name == key) return value;
        }

        return null;
    }

    private void Take(string word)
    {
        if (word.StartsWith('?'))
        {
            Queries.Add(word[1..]);
        }
        else if (word.StartsWith('='))
        {
            int equals = word.IndexOf('=', 1);
            Attributes.Add(equals < 0 ? (word[1..], "") : (word[1..equals], word[(equals + 1)..]));
        }
    }
}
