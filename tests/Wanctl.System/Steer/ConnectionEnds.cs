using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Steer;

/// <summary>
/// A client, a router with two WANs and a server, each in a network namespace: what a mangle rule of the simulated
/// router does to connections, with the kernel's marks in place of RouterOS's.
/// </summary>
public sealed class ConnectionEnds : IDisposable
{
    /// <summary>The address from which connections by the first WAN come.</summary>
    public const string First = "198.51.100.2";

    /// <summary>The address from which connections by the second WAN come.</summary>
    public const string Second = "192.0.2.2";

    private readonly string _prefix = FormattableString.Invariant($"wanctl{Environment.ProcessId}");
    private readonly Process? _server;
    private readonly Process? _client;

    public ConnectionEnds()
    {
        foreach (string program in (ReadOnlySpan<string>)["nft", "ip", "python3"])
            Assert.SkipUnless(Exists(program), $"{program} is not installed");
        (int exit, string errors) = Script("up");
        if (exit != 0)
        {
            Script("down");
            Assert.Skip($"no namespaces with packet marks here: {errors.Trim()}");
        }
        _server = Start("net", "serve");
        Assert.Equal("ready", Line(_server));
        _client = Start("client", "client");
        Assert.Equal("ready", Line(_client));
    }

    /// <summary>Switches the rule that marks connections.</summary>
    public void Switch(bool on)
    {
        (int exit, string errors) = Script(on ? "on" : "off");
        Assert.True(exit == 0, errors);
    }

    /// <summary>Opens a connection; returns from which address the server sees it come.</summary>
    public string Open(string name) => Say("open", name);

    /// <summary>Sends a line to and fro over a connection; returns the same.</summary>
    public string Ask(string name) => Say("ask", name);

    public void Dispose()
    {
        foreach (Process? process in (Process?[])[_client, _server])
        {
            if (process is null)
                continue;
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
        Script("down");
    }

    private static bool Exists(string program)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            if (File.Exists(Path.Combine(folder, program)))
                return true;
        }
        return File.Exists("/usr/sbin/" + program);
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, "Steer", name);

    private static string? Line(Process process) => process.StandardOutput.ReadLine();

    private string Say(string verb, string name)
    {
        _client!.StandardInput.WriteLine($"{verb} {name}");
        _client.StandardInput.Flush();
        return Line(_client) ?? "nothing";
    }

    private Process Start(string end, string role) => Process.Start(new ProcessStartInfo(
        "ip", ["netns", "exec", $"{_prefix}-{end}", "python3", Beside("endpoint.py"), role])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private (int Exit, string Errors) Script(string verb)
    {
        try
        {
            string[] arguments = [Beside("connections.sh"), verb, _prefix];
            using Process process = Process.Start(
                new ProcessStartInfo("sh", arguments) { RedirectStandardError = true })!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, errors);
        }
        catch (Win32Exception refusal)
        {
            return (1, refusal.Message);
        }
    }
}
