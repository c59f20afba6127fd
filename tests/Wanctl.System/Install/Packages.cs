using System.IO;
using Wanctl.SystemTests.Kit;

[assembly: AssemblyFixture(typeof(Wanctl.SystemTests.Install.Packages))]

namespace Wanctl.SystemTests.Install;

/// <summary>
/// Packages of the published binary, version 1.0.0 and, from the same binary, 1.0.1: made once, for the first test that
/// wants one, in a folder of their own.
/// </summary>
public sealed class Packages : IDisposable
{
    private readonly Lazy<TemporaryFolder> _folder = new(Pack);

    private static string Rid =>
        System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64";

    /// <summary>The Debian package of a version.</summary>
    public string Deb(string version) => Find($"wanctl_{version}_*.deb");

    /// <summary>The OpenWrt package of a version.</summary>
    public string Ipk(string version) => Find($"wanctl_{version}_*.ipk");

    /// <summary>The tarball for OpenWrt of a version.</summary>
    public string Tarball(string version) => Find($"wanctl-{version}-openwrt-*.tar.gz");

    public void Dispose()
    {
        if (_folder.IsValueCreated)
            _folder.Value.Dispose();
    }

    private static TemporaryFolder Pack()
    {
        string binary = Artifacts.Binary;
        var folder = new TemporaryFolder();
        foreach (string version in (string[])["1.0.0", "1.0.1"])
        {
            using DaemonProcess packing = DaemonProcess.Start(null, new DaemonCommand(
                Path.Combine(Artifacts.Repository, "build/package"), Rid)
            {
                Environment = new Dictionary<string, string>
                {
                    ["WANCTL_PACKAGE_VERSION"] = version,
                    ["WANCTL_PACKAGE_SHELF"] = folder.Path,
                    ["WANCTL_PACKAGE_BINARY"] = binary,
                },
            });
            // xz on a busy machine takes its time.
            int code = packing.WaitForExit(TimeSpan.FromMinutes(3));
            Assert.SkipWhen(code == 4, packing.Text(error: true));
            Assert.True(code == 0, packing.Story());
        }
        return folder;
    }

    private string Find(string pattern) => Assert.Single(Directory.GetFiles(_folder.Value.Path, pattern));
}
