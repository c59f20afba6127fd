using System.Globalization;
using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// The service in a Debian without systemd: LSB actions and their exit codes; nobody restarts what died.
/// </summary>
public sealed class SysVTests : IDisposable
{
    private readonly Packages _packages;
    private readonly Line _line;
    private readonly Box _box;

    /// <param name="packages">Made once for all.</param>
    public SysVTests(Packages packages)
    {
        _packages = packages;
        NetworkRoom.SkipUnlessPossible();
        string debian = Box.Debian();
        _ = Artifacts.Binary;
        _line = new Line();
        _box = new Box(_line.Room, debian);
        _box.MountProc();
        // Debian's scripts for SysV are there; what is missing is only its init, as in any chroot.
        _box.Run("rm /sbin/init && mkdir -p /run && rm -rf /run/systemd");
        // Without an init and without a policy Debian starts nothing in a chroot.
        _box.Write("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 0\n", (UnixFileMode)0b111_101_101);
        _box.Write("/etc/wanctl/cable.yaml", _line.Yaml());
        _box.Write("/etc/wanctl/environment", " ROUTER_PASSWORD = \"room-password\" \r\n");
    }

    public void Dispose()
    {
        _box.Dispose();
        _line.Dispose();
    }

    [Fact]
    public void The_debian_package_is_installed_started_killed_upgraded_and_purged()
    {
        IReadOnlyList<string> before = _box.Contents();
        _box.Copy(_packages.Deb("1.0.0"), "/tmp/old.deb");
        _box.Copy(_packages.Deb("1.0.1"), "/tmp/next.deb");
        _box.Run("echo 'WANCTL_LOG_FILE=/var/log/wanctl.log' >/tmp/environment");

        _box.Run("dpkg -i /tmp/old.deb");
        _line.AwaitLimits();
        int first = Number();
        Assert.Equal("wanctl", _box.Run($"stat -c %U /proc/{first}").Trim());
        Assert.Equal("0000000000002000", _box.Run($"awk '/^CapBnd/ {{print $2}}' /proc/{first}/status").Trim());
        _box.Run("test -e /etc/rc2.d/S01wanctl && test -e /etc/rc0.d/K01wanctl");
        Assert.Equal($"wanctl runs, process {first}\n", _box.Run("/etc/init.d/wanctl status"));
        Assert.Equal($"wanctl runs already, process {first}\n", _box.Run("/etc/init.d/wanctl start"));

        // There is no supervisor: it stays dead, and says so, until it is started.
        _box.Run($"kill -KILL {first}");
        _box.Until("! /etc/init.d/wanctl status");
        Assert.Equal("wanctl has died\n", _box.Run("/etc/init.d/wanctl status", wanted: 1));
        _box.Run("cat /tmp/environment >>/etc/wanctl/environment");
        _box.Run("/etc/init.d/wanctl start");
        int second = Number();
        _line.Disturb();
        _line.AwaitLimits();
        _box.Run("sed -i 's/ceiling_mbps: 900/ceiling_mbps: 890/' /etc/wanctl/cable.yaml");
        _box.Run("/etc/init.d/wanctl reload");
        _box.Until("grep -F '[1501]' /var/log/wanctl.log");
        Assert.Equal(second, Number());

        _box.Run("dpkg -i /tmp/next.deb </dev/null");
        int third = Number();
        Assert.NotEqual(second, third);
        _box.Gone(second);
        _line.Disturb();
        _line.AwaitLimits();

        _box.Run("dpkg -r wanctl");
        _box.Gone(third);
        _box.Run("test ! -e /etc/init.d/wanctl && test ! -e /etc/rc2.d/S01wanctl");
        _box.Run("test -e /etc/wanctl/cable.yaml");
        _box.Run("dpkg -P wanctl");
        var left = new List<string>(_box.Contents());
        left.RemoveAll(path => ((List<string>)[.. before]).Contains(path));
        Assert.Empty(left);
    }

    [Fact]
    public void A_daemon_that_cannot_run_is_no_start()
    {
        _box.Copy(Artifacts.Binary, "/usr/local/bin/wanctl");
        _box.Write("/etc/wanctl/cable.yaml", "wan_name: cable\n");

        (int code, string text, string errors) = _box.Try("wanctl install");

        Assert.Equal(1, code);
        Assert.Contains("FAILED", errors, StringComparison.Ordinal);
        Assert.Contains("install may be run again", text, StringComparison.Ordinal);
        Assert.Equal(1, _box.Try("/etc/init.d/wanctl start").Code);
        Assert.Equal(2, _box.Try("/etc/init.d/wanctl dance").Code);
        _box.Run("/etc/init.d/wanctl stop");
        Assert.Equal(3, _box.Try("/etc/init.d/wanctl status").Code);
    }

    private int Number() => int.Parse(_box.Run("cat /run/wanctl.pid").Trim(), CultureInfo.InvariantCulture);
}
