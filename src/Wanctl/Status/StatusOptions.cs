using System.Net;
using Wanctl.Verbs;

namespace Wanctl.Status;

/// <summary>The command line of <c>wanctl status</c>.</summary>
internal sealed record StatusOptions
{
    public const string Usage = "wanctl status [--once] [--json] [--at ADDRESS:PORT] [CONFIG...]";

    /// <summary>What is wrong with two answers to one question.</summary>
    public const string TwoPlaces = "--at and a file: one of them says where the daemon listens";

    /// <summary>The configuration files that say where the daemon listens; none for the default.</summary>
    public string[] Paths { get; init; } = [];

    /// <summary>Where it listens, where the command line says so.</summary>
    public IPEndPoint? At { get; init; }

    /// <summary>Whether to print once instead of drawing until somebody presses q.</summary>
    public bool Once { get; init; }

    /// <summary>Whether to print what the daemon says as JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out StatusOptions options, out string problem)
    {
        var paths = new List<string>();
        options = new StatusOptions();
        problem = "";
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            if (word == "--once")
                options = options with { Once = true };
            else if (word == "--json")
                options = options with { Json = true };
            else if (word == "--at")
                options = options with { At = EndPoint(++i < args.Length ? args[i] : "nothing", ref problem) };
            else if (word.StartsWith('-'))
                problem = CommandWords.NoOption("status", word);
            else
                paths.Add(word);
        }
        if (options.At is not null && paths.Count > 0)
            problem = TwoPlaces;
        options = options with { Paths = [.. paths] };
        return problem.Length == 0;
    }

    /// <summary>The address and port of a word; null with what is wrong with it.</summary>
    public static IPEndPoint? EndPoint(string text, ref string problem)
    {
        if (IPEndPoint.TryParse(text, out IPEndPoint? found) && found.Port > 0)
            return found;
        problem = $"--at {text}: found '{text}', wanted an address and a port, as 127.0.0.1:9101 or [::1]:9101";
        return null;
    }
}
