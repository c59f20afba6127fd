using System.IO;
using System.Runtime.InteropServices;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>Runs <c>build/package</c> on programs that a test names.</summary>
public static class Packing
{
    /// <summary>The RID of this machine.</summary>
    public static string Native =>
        RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>Packs, or skips the running test where this machine cannot.</summary>
    /// <param name="shelf">Where the packages go.</param>
    /// <param name="programs">The program of each RID.</param>
    /// <param name="version">The packages' version.</param>
    /// <param name="options">More words of the command line.</param>
    public static void Run(
        string shelf, IReadOnlyDictionary<string, string> programs, string version, params string[] options)
    {
        using DaemonProcess packing = Start(shelf, programs, version, options);
        Assert.SkipWhen(packing.WaitForExit(TimeSpan.Zero) == 4, packing.Text(error: true));
        Assert.True(packing.WaitForExit() == 0, packing.Story());
    }

    /// <summary>The same, whatever comes of it.</summary>
    /// <inheritdoc cref="Run"/>
    public static DaemonProcess Start(
        string shelf, IReadOnlyDictionary<string, string> programs, string version, params string[] options)
    {
        using var artifacts = new TemporaryFolder();
        foreach ((string rid, string program) in programs)
        {
            Directory.CreateDirectory(artifacts[rid]);
            File.CreateSymbolicLink(artifacts[rid] + "/wanctl", program);
        }
        var command = new DaemonCommand(
            Path.Combine(Artifacts.Repository, "build/package"), [.. options, .. programs.Keys])
        {
            Environment = new Dictionary<string, string>
            {
                ["WANCTL_PACKAGE_VERSION"] = version,
                ["WANCTL_PACKAGE_SHELF"] = shelf,
                ["WANCTL_PACKAGE_ARTIFACTS"] = artifacts.Path,
            },
        };
        DaemonProcess packing = DaemonProcess.Start(null, command);
        // xz on a busy machine takes its time.
        packing.WaitForExit(TimeSpan.FromMinutes(3));
        return packing;
    }
}
