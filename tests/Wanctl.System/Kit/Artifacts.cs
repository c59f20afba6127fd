using System.IO;
using System.Runtime.InteropServices;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// Where the published binaries lie: the environment says so, or they are under <c>artifacts/</c> of the checkout.
/// A test whose binary has not been built is skipped with the reason; a path in the environment that leads nowhere
/// is a mistake of whoever set it and fails.
/// </summary>
public static class Artifacts
{
    /// <summary>The checkout that the tests were built in.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>This machine's binary (<c>WANCTL_BINARY</c>, <c>artifacts/linux-x64/wanctl</c>).</summary>
    public static string Binary => Require("WANCTL_BINARY", $"artifacts/{Native}/wanctl");

    /// <summary>The same with TLS (<c>WANCTL_TLS_BINARY</c>, <c>artifacts/linux-x64/wanctl-tls</c>).</summary>
    public static string TlsBinary => Require("WANCTL_TLS_BINARY", $"artifacts/{Native}/wanctl-tls");

    /// <summary>The ARM64 binary (<c>WANCTL_ARM64_BINARY</c>, <c>artifacts/linux-arm64/wanctl</c>).</summary>
    public static string Arm64Binary => Require("WANCTL_ARM64_BINARY", "artifacts/linux-arm64/wanctl");

    /// <summary>Whether there is an ARM64 binary.</summary>
    public static bool HasArm64Binary => File.Exists(Environment.GetEnvironmentVariable("WANCTL_ARM64_BINARY")
        ?? Path.Combine(Repository, "artifacts/linux-arm64/wanctl"));

    /// <summary>Whether there is a binary for this machine, for whom skipping is no answer.</summary>
    public static bool HasBinary =>
        File.Exists(Environment.GetEnvironmentVariable("WANCTL_BINARY")
            ?? Path.Combine(Repository, $"artifacts/{Native}/wanctl"));

    private static string Native =>
        RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>The path, or the running test is skipped.</summary>
    internal static string Require(string variable, string path)
    {
        string? chosen = Environment.GetEnvironmentVariable(variable);
        if (!string.IsNullOrEmpty(chosen))
        {
            string full = Path.GetFullPath(chosen);
            if (!File.Exists(full)) Assert.Fail($"{variable}: found '{chosen}', where there is no file");
            return full;
        }
        string built = Path.Combine(Repository, path);
        Assert.SkipUnless(File.Exists(built), $"{path} has not been published, and {variable} names no other binary");
        return built;
    }

    private static string FindRepository()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "wanctl.sln"))) return folder;
        }
        // Tests that were copied away from the checkout look beside themselves.
        return AppContext.BaseDirectory;
    }
}
