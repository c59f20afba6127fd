using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;

namespace Wanctl.Ablation;

/// <summary>
/// Runs the catalogue with one assembly in a process of its own: a changed law may throw, fill the memory, or loop
/// forever.
/// </summary>
internal static class LawProcess
{
    /// <summary>First argument of a process that reads the assembly from standard input.</summary>
    public const string Word = "--law-on-stdin";

    private const int Threw = 3;

    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(1);

    /// <summary>Runs the catalogue in another process.</summary>
    /// <param name="core">The assembly.</param>
    /// <param name="options">What to run.</param>
    /// <param name="seeds">How many seeds.</param>
    /// <param name="limit">How much processor time it may take.</param>
    /// <param name="problem">The error; empty for none.</param>
    /// <returns>The figures; empty after an error.</returns>
    public static List<FigureLine> Figures(
        byte[] core, AblationOptions options, int seeds, TimeSpan limit, out string problem)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Started as `dotnet FILE`, the file is the first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string word in (string[])[Word, options.Law, $"{seeds}", .. options.Scenarios])
            start.ArgumentList.Add(word);
        using Process process = Process.Start(start)!;
        Task<string> figures = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(core);
        process.StandardInput.Close();
        problem = "";
        // Time of the processor, not of the clock: a busy machine makes no run endless.
        while (!process.WaitForExit(Watch) && !HasUsed(process, limit))
        {
        }
        if (!process.HasExited)
        {
            process.Kill();
            problem = $"did not end within {limit.TotalSeconds:0} s of processor time";
        }
        else if (process.ExitCode != 0)
        {
            string text = errors.Result.Trim();
            int end = text.IndexOf('\n', StringComparison.Ordinal);
            problem = $"ended with {process.ExitCode}: {(end < 0 ? text : text[..end])}";
        }
        var lines = new List<FigureLine>();
        if (problem.Length > 0)
            return lines;
        foreach (string line in figures.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            lines.Add(FigureLine.Read(line));
        return lines;
    }

    private static bool HasUsed(Process process, TimeSpan limit)
    {
        try
        {
            return process.TotalProcessorTime > limit;
        }
        catch (Exception ended) when (ended is InvalidOperationException or Win32Exception)
        {
            // It has just ended: asked for by its number, it is no longer there.
            return true;
        }
    }

    /// <summary>The other process: reads the assembly, prints the figures.</summary>
    /// <param name="args">The law, the number of seeds, the scenarios.</param>
    public static int Serve(ReadOnlySpan<string> args)
    {
        using var core = new MemoryStream();
        using (Stream input = Console.OpenStandardInput())
            input.CopyTo(core);
        int seeds = int.Parse(args[1], CultureInfo.InvariantCulture);
        try
        {
            Func<string, string, int, string[]> run = new LawContext(core.ToArray()).Runner();
            foreach (string scenario in args[2..])
            {
                foreach (string line in run(scenario, args[0], seeds))
                    Console.Out.WriteLine(line);
            }
            return 0;
        }
        catch (Exception exception)
        {
            // Whatever a changed law throws is one of the results.
            Console.Error.WriteLine($"{exception.GetType().Name}: {exception.Message}");
            return Threw;
        }
    }
}
