using System.IO;
using Wanctl.Verbs;

namespace Wanctl.Install;

/// <summary>What <c>wanctl install</c> or <c>uninstall</c> was asked to do.</summary>
internal sealed record InstallOptions
{
    /// <summary><c>/</c> or a folder, absolute.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The init system to assume; null to find it.</summary>
    public InitSystem? Init { get; init; }

    /// <summary>Where the program is to lie; null for the usual place.</summary>
    public string? Binary { get; init; }

    /// <summary>Only say what would be done.</summary>
    public bool Print { get; init; }

    /// <summary>Start the service.</summary>
    public bool Start { get; init; } = true;

    /// <summary>Start it again although nothing that install knows of has changed.</summary>
    public bool Restart { get; init; }

    /// <summary>Remove what the operator and the daemon have written, too.</summary>
    public bool Purge { get; init; }

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string verb, string[] args, out InstallOptions options, out string problem)
    {
        options = new InstallOptions();
        problem = "";
        bool install = verb == "install";
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            bool takesValue = word is "--root" or "--init" || (install && word == "--bin");
            if (takesValue && i + 1 == args.Length)
                problem = $"{word} without a value";
            else if (takesValue)
                problem = Take(word, args[++i], ref options);
            else if (word == "--print")
                options = options with { Print = true };
            else if (install && word == "--no-start")
                options = options with { Start = false };
            else if (install && word == "--restart")
                options = options with { Restart = true };
            else if (!install && word == "--purge")
                options = options with { Purge = true };
            else
                problem = word.StartsWith('-')
                    ? CommandWords.NoOption(verb, word)
                    : $"{verb} has no argument '{word}'";
        }
        return problem.Length == 0;
    }

    private static string Take(string word, string value, ref InstallOptions options)
    {
        if (word == "--init" && InitProbe.TryParse(value, out InitSystem init))
            options = options with { Init = init };
        else if (word == "--init")
            return $"--init: found '{value}', wanted {InitProbe.Words}";
        else if (word == "--bin" && value.StartsWith('/') && !value.EndsWith('/') && !value.Contains(' '))
            options = options with { Binary = value };
        else if (word == "--bin")
            return $"--bin: found '{value}', wanted an absolute path of a file, without blanks";
        else if (Directory.Exists(value))
            options = options with { Root = Path.GetFullPath(value) };
        else
            return $"--root: found '{value}', wanted a folder that exists";
        return "";
    }
}
