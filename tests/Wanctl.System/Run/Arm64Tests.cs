using System.IO;
using System.Runtime.InteropServices;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// The ARM64 binary under emulation: it starts, reads files and runs the whole loop. Its timing there means nothing.
/// </summary>
public sealed class Arm64Tests
{
    private const string Emulator = "/usr/bin/qemu-aarch64-static";

    [Fact]
    public void Version_is_printed()
    {
        using DaemonProcess run = Run("--version");
        Assert.Equal(0, run.WaitForExit());
        Assert.StartsWith("wanctl ", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Production_files_pass_the_check()
    {
        string configs = Path.Combine(Artifacts.Repository, "configs");
        using DaemonProcess run = Run(
            "check", Path.Combine(configs, "spectrum.yaml"), Path.Combine(configs, "att.yaml"));
        Assert.Equal(0, run.WaitForExit());
        Assert.Contains("link spectrum, every 50 ms", run.Text(), StringComparison.Ordinal);
        Assert.Contains("link att, every 50 ms", run.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_runs_for_ten_seconds()
    {
        using DaemonProcess run = Run("demo", "--seconds", "10");
        Assert.Equal(0, run.WaitForExit(Patience.Of(TimeSpan.FromSeconds(60))));
        Assert.Contains("GREEN", run.Text(), StringComparison.Ordinal);
    }

    private static DaemonProcess Run(params string[] arguments)
    {
        string binary = Artifacts.Arm64Binary;
        var environment = new Dictionary<string, string> { ["ROUTER_PASSWORD"] = "not-sent-anywhere" };
        if (RuntimeInformation.OSArchitecture == Architecture.Arm64)
            return DaemonProcess.Start(null, new DaemonCommand(binary, arguments) { Environment = environment });
        Assert.SkipUnless(File.Exists(Emulator), $"{Emulator} is not installed (package qemu-user-static)");
        var command = new DaemonCommand(Emulator, [binary, .. arguments]) { Environment = environment };
        return DaemonProcess.Start(null, command);
    }
}
