using System.IO;
using Wanctl.Install;

namespace Wanctl.Verbs;

/// <summary>
/// <c>wanctl environment</c>: the file of secrets as commands of a shell, for scripts that start the service.
/// </summary>
internal static class EnvironmentVerb
{
    private const string Usage = "wanctl environment";

    public static int Execute(string[] args)
    {
        if (args.Length > 0)
        {
            return Help.Misused(args[0].StartsWith('-')
                ? CommandWords.NoOption("environment", args[0])
                : $"environment takes no '{args[0]}'", Usage);
        }
        try
        {
            EnvironmentFile file = EnvironmentFile.Read(Places.Environment);
            foreach (string fault in file.Faults)
                Console.Error.WriteLine("warning: " + fault);
            foreach ((string name, string value) in file.Values)
                Console.Out.WriteLine($"export {name}={ShellText.Quoted(value)}");
            return ExitCode.Fine;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{Places.Environment}:1: found no readable file ({exception.Message}), wanted the "
                + "rights to read it: sudo wanctl environment");
            return ExitCode.Configuration;
        }
    }
}
