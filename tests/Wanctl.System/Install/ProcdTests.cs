using System.Globalization;
using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// The package for OpenWrt in a root of busybox. opkg and procd are not to be had outside OpenWrt: the package is
/// unpacked as opkg does it, and <c>rc.common</c> beside this file stands in for procd.
/// </summary>
public sealed class ProcdTests : IDisposable
{
    private readonly Packages _packages;
    private readonly Line _line;
    private readonly TemporaryFolder _below = new();
    private readonly Box _box;

    /// <param name="packages">Made once for all.</param>
    public ProcdTests(Packages packages)
    {
        _packages = packages;
        NetworkRoom.SkipUnlessPossible();
        Box.SkipUnlessRoot();
        _ = Artifacts.Binary;
        Assert.SkipUnless(File.Exists("/bin/busybox"), "/bin/busybox is missing (busybox-static)");
        _line = new Line();
        MakeRoot();
        _box = new Box(_line.Room, _below.Path);
        _box.MountProc();
        _box.Run("/bin/busybox --install -s");
        _box.Write("/etc/wanctl/cable.yaml", _line.Yaml());
        // As an editor of another system may leave it.
        _box.Write("/etc/wanctl/environment", " ROUTER_PASSWORD = \"room-password\" \r\n");
    }

    public void Dispose()
    {
        _box.Dispose();
        _below.Dispose();
        _line.Dispose();
    }

    [Fact]
    public void The_package_is_installed_started_killed_upgraded_and_removed()
    {
        IReadOnlyList<string> before = _box.Contents();

        Unpack(_packages.Ipk("1.0.0"));
        _line.AwaitLimits();
        int first = Number();
        _box.Run("test -L /etc/rc.d/S95wanctl && test ! -e /etc/uci-defaults/90-wanctl");
        Assert.Equal("/etc/wanctl/\n/etc/init.d/wanctl\n/usr/bin/wanctl\n", _box.Run("cat /lib/upgrade/keep.d/wanctl"));

        _box.Run($"kill -KILL {first}");
        int second = Another(first);
        _line.Disturb();
        _line.AwaitLimits();
        _box.Run("sed -i 's/ceiling_mbps: 900/ceiling_mbps: 890/' /etc/wanctl/cable.yaml");
        _box.Run("/etc/init.d/wanctl reload");
        _box.Until("grep -F '[1501]' /var/log/wanctl.log");
        Assert.Equal(second, Number());

        Unpack(_packages.Ipk("1.0.1"));
        int third = Another(second);
        _line.Disturb();
        _line.AwaitLimits();

        _box.Run("sh /tmp/control/prerm remove && rm /usr/bin/wanctl");
        _box.Gone(third);
        _box.Run("test -e /etc/wanctl/cable.yaml");
        var left = new List<string>(_box.Contents());
        // The stand-in keeps its notes in memory, as procd does.
        left.RemoveAll(path => path.StartsWith("/var/run/stand-in", StringComparison.Ordinal)
            || ((List<string>)[.. before]).Contains(path));
        Assert.Empty(left);
    }

    [Fact]
    public void The_tarball_needs_no_package_manager()
    {
        _box.Copy(_packages.Tarball("1.0.0"), "/tmp/wanctl.tar.gz");
        _box.Run("tar -xzf /tmp/wanctl.tar.gz -C / && wanctl install");
        _line.AwaitLimits();
        int first = Number();

        // A later one is unpacked over it while the program runs.
        _box.Copy(_packages.Tarball("1.0.1"), "/tmp/wanctl.tar.gz");
        _box.Run("tar -xzf /tmp/wanctl.tar.gz -C / && wanctl install --restart");
        int second = Another(first);
        _line.Disturb();
        _line.AwaitLimits();

        _box.Run("wanctl uninstall");
        _box.Gone(second);
        _box.Run("test -e /etc/wanctl/cable.yaml && test ! -e /etc/init.d/wanctl && test ! -e /etc/rc.d/S95wanctl");
    }

    /// <summary>Unpacks a package and runs its script, as opkg does.</summary>
    private void Unpack(string package)
    {
        _box.Copy(package, "/tmp/wanctl.ipk");
        _box.Run("rm -rf /tmp/control && mkdir /tmp/control && cd /tmp && tar -xzf wanctl.ipk && "
            + "tar -xzf control.tar.gz -C control && rm -f /usr/bin/wanctl && tar -xzf data.tar.gz -C / && "
            + "sh /tmp/control/postinst configure");
    }

    private int Number() => int.Parse(_box.Until("cat /run/wanctl.pid").Trim(), CultureInfo.InvariantCulture);

    private int Another(int than)
    {
        _box.Until($"p=$(cat /run/wanctl.pid) && [ \"$p\" != {than} ] && kill -0 \"$p\"");
        return Number();
    }

    private void MakeRoot()
    {
        foreach (string folder in (string[])
            [
                "bin", "sbin", "usr/bin", "usr/sbin", "etc/init.d", "etc/rc.d", "proc", "tmp", "var/run/ubus",
                "var/log", "var/lib", "lib/upgrade/keep.d", "dev", "etc/wanctl",
                "etc/uci-defaults",
            ])
            Directory.CreateDirectory(_below[folder]);
        File.Copy("/bin/busybox", _below["bin/busybox"]);
        File.CreateSymbolicLink(_below["run"], "var/run");
        File.CreateSymbolicLink(_below["bin/sh"], "busybox");
        File.WriteAllText(_below["etc/passwd"], "root:x:0:0:root:/:/bin/sh\n");
        File.WriteAllText(_below["sbin/procd"], "");
        File.WriteAllText(_below["var/run/ubus/ubus.sock"], "");
        File.WriteAllText(_below["dev/null"], "");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Install/rc.common"), _below["etc/rc.common"]);
    }
}
