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
            Packing.Run(folder.Path, new Dictionary<string, string> { [Packing.Native] = binary }, version);
        return folder;
    }

    private string Find(string pattern) => Assert.Single(Directory.GetFiles(_folder.Value.Path, pattern));
}
