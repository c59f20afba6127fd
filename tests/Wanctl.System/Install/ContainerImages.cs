using System.IO;
using Wanctl.SystemTests.Kit;

[assembly: AssemblyFixture(typeof(Wanctl.SystemTests.Install.ContainerImages))]

namespace Wanctl.SystemTests.Install;

/// <summary>
/// Images of the published binary, made once. Where there is no arm64 binary, its image holds this machine's under
/// another machine's number: enough for all tests but those that run it.
/// </summary>
public sealed class ContainerImages : IDisposable
{
    /// <summary>The version of all images.</summary>
    public const string Version = "1.0.0";

    private readonly Lazy<TemporaryFolder> _shelf = new(Pack);

    /// <summary>The docker-archive of an architecture, <c>amd64</c> or <c>arm64</c>.</summary>
    public string Archive(string architecture) => _shelf.Value[$"wanctl-container-{architecture}.tar"];

    /// <summary>The OCI layout of both.</summary>
    public string Layout => _shelf.Value["wanctl-container-oci.tar"];

    /// <summary>Whether the running test can use a program of Debian's; else it is skipped with the package.</summary>
    public static void SkipWithout(params string[] programs)
    {
        foreach (string program in programs)
        {
            bool there = Array.Exists(
                (string[])["/usr/bin/", "/usr/sbin/", "/usr/local/bin/"], folder => File.Exists(folder + program));
            Assert.SkipUnless(there, $"{program} is missing (package {program})");
        }
    }

    /// <summary>The programs of both architectures, in a folder.</summary>
    public static Dictionary<string, string> Programs(TemporaryFolder folder)
    {
        bool isArm = Packing.Native == "linux-arm64";
        string native = Artifacts.Binary;
        return new Dictionary<string, string>
        {
            ["linux-x64"] = isArm ? Relabelled(native, folder["x64"], 0x3E) : native,
            ["linux-arm64"] = isArm ? native
                : Artifacts.HasArm64Binary ? Artifacts.Arm64Binary : Relabelled(native, folder["arm64"], 0xB7),
        };
    }

    public void Dispose()
    {
        if (_shelf.IsValueCreated)
            _shelf.Value.Dispose();
    }

    private static TemporaryFolder Pack()
    {
        using var programs = new TemporaryFolder();
        Dictionary<string, string> found = Programs(programs);
        var shelf = new TemporaryFolder();
        Packing.Run(shelf.Path, found, Version, "--images");
        return shelf;
    }

    /// <summary>A copy with another machine's number in its ELF header.</summary>
    private static string Relabelled(string program, string path, byte machine)
    {
        const int Machine = 18;
        byte[] bytes = File.ReadAllBytes(program);
        bytes[Machine] = machine;
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
