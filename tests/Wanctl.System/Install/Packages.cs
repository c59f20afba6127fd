using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>Packages of the published binary, made for one test class in a folder of its own.</summary>
public sealed class Packages : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Packs version 1.0.0 and, from the same binary, 1.0.1; or the running test is skipped.</summary>
    public Packages()
    {
        string binary = Artifacts.Binary;
        foreach (string version in (string[])["1.0.0", "1.0.1"])
        {
            using DaemonProcess packing = DaemonProcess.Start(null, new DaemonCommand(
                Path.Combine(Artifacts.Repository, "build/package"), Rid)
            {
                Environment = new Dictionary<string, string>
                {
                    ["WANCTL_PACKAGE_VERSION"] = version,
                    ["WANCTL_PACKAGE_SHELF"] = _folder.Path,
                    ["WANCTL_PACKAGE_BINARY"] = binary,
                },
            });
            // xz on a busy machine takes its time.
            int code = packing.WaitForExit(TimeSpan.FromMinutes(3));
            Assert.SkipWhen(code == 4, packing.Text(error: true));
            Assert.True(code == 0, packing.Story());
        }
    }

    private static string Rid =>
        System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>The Debian package of a version.</summary>
    public string Deb(string version) => Find($"wanctl_{version}_*.deb");

    /// <summary>The OpenWrt package of a version.</summary>
    public string Ipk(string version) => Find($"wanctl_{version}_*.ipk");

    /// <summary>The tarball for OpenWrt of a version.</summary>
    public string Tarball(string version) => Find($"wanctl-{version}-openwrt-*.tar.gz");

    public void Dispose() => _folder.Dispose();

    private string Find(string pattern) => Assert.Single(Directory.GetFiles(_folder.Path, pattern));
}
