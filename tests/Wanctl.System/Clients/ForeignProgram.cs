using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Wanctl.SystemTests.Clients;

/// <summary>Runs a program that is not ours and keeps what it says.</summary>
internal static class ForeignProgram
{
    // Generous: a machine that is busy with other tests must not fail this one.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>What a program wrote and how it ended; null where it is not installed.</summary>
    public static async Task<Outcome?> Run(string program, IReadOnlyList<string> arguments, string? nodePath = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (nodePath is not null) start.Environment["NODE_PATH"] = nodePath;
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }

        if (process is null) return null;
        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Limit)) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            return new Outcome(process.ExitCode, await output, await errors);
        }
    }

    /// <summary>A script that lies beside the tests.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Clients", name);

    /// <summary>The checkout's own folder for what can be fetched again; git ignores it.</summary>
    public static string? Cache(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "wanctl.sln"))) continue;
            return Directory.CreateDirectory(Path.Combine(folder.FullName, ".cache", name)).FullName;
        }

        return null;
    }

    /// <summary>How a program ended.</summary>
    internal sealed record Outcome(int ExitCode, string Output, string Errors);
}
