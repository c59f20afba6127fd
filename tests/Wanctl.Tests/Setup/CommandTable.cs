using System.IO;
using System.Linq;

namespace Wanctl.Tests.Setup;

/// <summary>
/// The commands and arguments of real RouterOS versions, folded from their own command trees. It is no part of the
/// repository: <c>WANCTL_ROUTEROS_COMMANDS</c> names it, or it lies beside the checkout, in
/// <c>shared/data/routeros-commands.tsv</c>.
/// </summary>
internal sealed class CommandTable
{
    private const string Name = "shared/data/routeros-commands.tsv";

    private static readonly string[] s_up = ["..", "../.."];

    private readonly Dictionary<(string Menu, string Command, string Argument), HashSet<string>> _rows = [];

    private CommandTable(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string heading = lines[0];
        Versions = heading[(heading.IndexOf('(') + 1)..heading.IndexOf(')')].Split(", ");
        foreach (string line in lines)
        {
            string[] cells = line.Split('\t');
            if (line.StartsWith('#') || cells.Length < 6 || cells[0] == "menu")
                continue;
            (int first, int last) = (Array.IndexOf(Versions, cells[3]), Array.IndexOf(Versions, cells[4]));
            Assert.True(first >= 0 && last >= first, line);
            HashSet<string> known = [.. Versions[first..(last + 1)].Except(cells[5].Split(' '))];
            _rows.Add((cells[0], cells[1], cells[2]), known);
        }
    }

    /// <summary>The versions, the oldest first.</summary>
    public string[] Versions { get; }

    /// <summary>Reads it, or skips the running test.</summary>
    public static CommandTable Load()
    {
        string root = House.Repository.Root;
        string? path = Environment.GetEnvironmentVariable("WANCTL_ROUTEROS_COMMANDS");
        path ??= s_up.Select(up => Path.Combine(root, up, Name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"no ../{Name}, and WANCTL_ROUTEROS_COMMANDS names no other table");
        return new CommandTable(path!);
    }

    /// <summary>What a version does not know of what a script uses; empty where it knows all.</summary>
    public IReadOnlyList<string> Unknown(string version, IEnumerable<CommandUse> uses) =>
        [.. uses.Where(use => !Knows(version, use)).Select(use => use.ToString()).Distinct()];

    private bool Knows(string version, CommandUse use)
    {
        if (use.Command != CommandUse.Property)
            return Has(version, use.Menu, use.Command, use.Argument);
        // What an item is found by is what it is made with, or what the router itself says of it.
        return use.Argument is "dynamic" or "invalid" or "name" or "comment"
            || Has(version, use.Menu, "add", use.Argument) || Has(version, use.Menu, "set", use.Argument);
    }

    private bool Has(string version, string menu, string command, string argument) =>
        _rows.TryGetValue((menu, command, argument), out HashSet<string>? known) && known.Contains(version);
}
