using System.Globalization;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// The service in a fresh Debian whose own systemd is the first process: the commands are those of
/// docs/DEPLOYMENT.md and the README.
/// </summary>
public sealed class SystemdTests : IDisposable
{
    private readonly Line _line;
    private readonly Box _box;

    public SystemdTests()
    {
        NetworkRoom.SkipUnlessPossible();
        string debian = Box.Debian();
        _ = Artifacts.Binary;
        _line = new Line();
        _box = new Box(_line.Room, debian);
        _box.Boot();
    }

    public void Dispose()
    {
        _box.Dispose();
        _line.Dispose();
    }

    [Fact]
    public void A_copied_file_becomes_a_service_lives_and_leaves_nothing_behind()
    {
        IReadOnlyList<string> before = _box.Contents();
        _box.Copy(Artifacts.Binary, "/srv/wanctl");
        _box.Write("/srv/cable.yaml", _line.Yaml());

        // In the order in which a person does it; without a file nothing runs, and install says so.
        Assert.Contains("Nothing runs yet", _box.Run("/srv/wanctl install"), StringComparison.Ordinal);
        _box.Run("cp /srv/cable.yaml /etc/wanctl/");
        _box.Run("echo \"ROUTER_PASSWORD='room-password'\" >>/etc/wanctl/environment");
        _box.Run("set -a; . /etc/wanctl/environment; wanctl check /etc/wanctl");
        Assert.EndsWith("Done.\n", _box.Run("wanctl install"), StringComparison.Ordinal);

        _line.AwaitLimits();
        Assert.Equal("active\nenabled\n", _box.Run("systemctl is-active wanctl; systemctl is-enabled wanctl"));
        int first = MainProcess();
        Assert.Equal("wanctl", _box.Run($"stat -c %U /proc/{first}").Trim());
        // CAP_NET_RAW is number 13; nothing else is left in any of the sets.
        Assert.Equal("0000000000002000", _box.Run($"awk '/^CapBnd/ {{print $2}}' /proc/{first}/status").Trim());
        Assert.Equal("0000000000002000", _box.Run($"awk '/^CapEff/ {{print $2}}' /proc/{first}/status").Trim());
        _box.Run("journalctl -u wanctl -o cat | grep -F '[1201] cable: the line is answering'");
        Assert.Contains("600 root", _box.Run("stat -c '%a %U' /etc/wanctl/environment"), StringComparison.Ordinal);

        _box.Run("kill -KILL " + first);
        int second = Another(first);
        _line.Disturb();
        _line.AwaitLimits();

        // A daemon that hangs is not one that died: the watchdog notices.
        _box.Run("kill -STOP " + second);
        int third = Another(second);

        _box.Run("sed -i 's/ceiling_mbps: 36/ceiling_mbps: 35/' /etc/wanctl/cable.yaml && systemctl reload wanctl");
        _box.Until("journalctl -u wanctl -o cat | grep -F '[1501]'");
        Assert.Equal(third, MainProcess());

        Assert.DoesNotContain("wrote", _box.Run("wanctl install"), StringComparison.Ordinal);
        Assert.Equal(third, MainProcess());

        Assert.Contains("kept     /etc/wanctl with your files", _box.Run("wanctl uninstall"), StringComparison.Ordinal);
        _box.Run("test -e /etc/wanctl/cable.yaml && test ! -e /usr/local/bin/wanctl");
        _box.Gone(third);
        _box.Run("/srv/wanctl install && /srv/wanctl uninstall --purge");
        Assert.Empty(Left(before));
    }

    [Fact]
    public void A_file_with_a_password_is_its_readers_alone_and_a_broken_one_is_named()
    {
        _box.Copy(Artifacts.Binary, "/srv/wanctl");
        _box.Write("/etc/wanctl/cable.yaml", _line.Yaml("room-password"));

        _box.Run("/srv/wanctl install");
        Assert.Equal("600 wanctl wanctl\n", _box.Run("stat -c '%a %U %G' /etc/wanctl/cable.yaml"));
        _line.AwaitLimits();

        _box.Write("/etc/wanctl/dsl.yaml", "wan_name: dsl\nrouter: {transport: rest}\n");
        (int code, string text, string errors) = _box.Try("systemctl restart wanctl; wanctl install");
        Assert.Contains("router.transport: found rest (which wanctl does not speak)", text + errors,
            StringComparison.Ordinal);
        Assert.Equal(1, code);
        // Trying again mends no file: systemd leaves it, with the code that says what it is.
        Assert.Equal("failed\n", _box.Run("systemctl is-active wanctl", wanted: 3));
        Assert.Contains("ExecMainStatus=3", _box.Run("systemctl show wanctl -p ExecMainStatus"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_debian_package_is_installed_upgraded_removed_and_purged()
    {
        using var packages = new Packages();
        IReadOnlyList<string> before = _box.Contents();
        _box.Write("/etc/wanctl/cable.yaml", _line.Yaml("room-password"));
        _box.Copy(packages.Deb("1.0.0"), "/srv/old.deb");
        _box.Copy(packages.Deb("1.0.1"), "/srv/next.deb");

        _box.Run("dpkg -i /srv/old.deb");
        _line.AwaitLimits();
        int first = MainProcess();
        _box.Run("cd / && md5sum --quiet -c /var/lib/dpkg/info/wanctl.md5sums");
        _box.Run("echo '# mine' >>/etc/wanctl/environment");

        _box.Run("dpkg -i /srv/next.deb </dev/null");
        int second = Another(first);
        _line.Disturb();
        _line.AwaitLimits();
        Assert.Contains("# mine", _box.Run("cat /etc/wanctl/environment"), StringComparison.Ordinal);

        _box.Run("dpkg -r wanctl");
        _box.Gone(second);
        _box.Run("test ! -e /etc/systemd/system/wanctl.service");
        _box.Run("test -e /etc/wanctl/cable.yaml && test -e /etc/wanctl/environment");
        _box.Run("dpkg -P wanctl");
        Assert.Empty(Left(before));
    }

    private List<string> Left(IReadOnlyList<string> before)
    {
        var left = new List<string>(_box.Contents());
        // What the test itself has put there is none of install's.
        left.RemoveAll(path => path.StartsWith("/srv/", StringComparison.Ordinal) || Contains(before, path));
        return left;
    }

    private static bool Contains(IReadOnlyList<string> paths, string path)
    {
        foreach (string one in paths)
        {
            if (one == path)
                return true;
        }
        return false;
    }

    private int MainProcess() => int.Parse(
        _box.Run("systemctl show wanctl -p MainPID --value").Trim(), CultureInfo.InvariantCulture);

    private int Another(int than)
    {
        _box.Until($"p=$(systemctl show wanctl -p MainPID --value) && [ \"$p\" != 0 ] && [ \"$p\" != {than} ] "
            + "&& systemctl is-active wanctl", TimeSpan.FromSeconds(60));
        return MainProcess();
    }
}
