using System.Globalization;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// The service in a fresh Debian whose own systemd is the first process: the commands are those of
/// docs/DEPLOYMENT.md and the README.
/// </summary>
public sealed class SystemdTests(Packages packages) : BootedTests
{
    [Fact]
    public void A_copied_file_becomes_a_service_lives_and_leaves_nothing_behind()
    {
        IReadOnlyList<string> before = Box.Contents();
        Box.Copy(Artifacts.Binary, "/srv/wanctl");
        Box.Write("/srv/cable.yaml", Line.Yaml());

        // In the order in which a person does it; without a file nothing runs, and install says so.
        Assert.Contains("Nothing runs yet", Box.Run("/srv/wanctl install"), StringComparison.Ordinal);
        Box.Run("cp /srv/cable.yaml /etc/wanctl/");
        // As an editor of another system may leave it; systemd and our own reader take it alike.
        Box.Run("printf ' ROUTER_PASSWORD = \"room-password\" \\r\\n' >>/etc/wanctl/environment");
        Assert.Contains("shaped", Box.Run("wanctl check --router"), StringComparison.Ordinal);
        Assert.EndsWith("Done.\n", Box.Run("wanctl install"), StringComparison.Ordinal);

        Line.AwaitLimits();
        Assert.Equal("active\nenabled\n", Box.Run("systemctl is-active wanctl; systemctl is-enabled wanctl"));
        int first = MainProcess();
        Assert.Equal("wanctl", Box.Run($"stat -c %U /proc/{first}").Trim());
        // CAP_NET_RAW is number 13; nothing else is left in any of the sets.
        Assert.Equal("0000000000002000", Box.Run($"awk '/^CapBnd/ {{print $2}}' /proc/{first}/status").Trim());
        Assert.Equal("0000000000002000", Box.Run($"awk '/^CapEff/ {{print $2}}' /proc/{first}/status").Trim());
        Box.Run("journalctl -u wanctl -o cat | grep -F '[1201] cable: the line is answering'");
        Assert.Contains("600 root", Box.Run("stat -c '%a %U' /etc/wanctl/environment"), StringComparison.Ordinal);

        Box.Run("kill -KILL " + first);
        int second = Another(first);
        Line.Disturb();
        Line.AwaitLimits();

        // A daemon that hangs is not one that died: the watchdog notices.
        Box.Run("kill -STOP " + second);
        int third = Another(second);

        Box.Run("sed -i 's/ceiling_mbps: 36/ceiling_mbps: 35/' /etc/wanctl/cable.yaml && systemctl reload wanctl");
        Box.Until("journalctl -u wanctl -o cat | grep -F '[1501]'");
        Assert.Equal(third, MainProcess());

        Assert.DoesNotContain("wrote", Box.Run("wanctl install"), StringComparison.Ordinal);
        Assert.Equal(third, MainProcess());

        Assert.Contains("kept     /etc/wanctl with your files", Box.Run("wanctl uninstall"), StringComparison.Ordinal);
        Box.Run("test -e /etc/wanctl/cable.yaml && test ! -e /usr/local/bin/wanctl");
        Box.Gone(third);
        Box.Run("/srv/wanctl install && /srv/wanctl uninstall --purge");
        Assert.Empty(Left(before));
    }

    [Fact]
    public void A_file_with_a_password_is_its_readers_alone_and_a_broken_one_is_named()
    {
        Box.Copy(Artifacts.Binary, "/srv/wanctl");
        Box.Write("/etc/wanctl/cable.yaml", Line.Yaml("room-password"));

        Box.Run("/srv/wanctl install");
        Assert.Equal("600 wanctl wanctl\n", Box.Run("stat -c '%a %U %G' /etc/wanctl/cable.yaml"));
        Line.AwaitLimits();

        Box.Write("/etc/wanctl/dsl.yaml", "wan_name: dsl\nrouter: {transport: rest}\n");
        (int code, string text, string errors) = Box.Try("systemctl restart wanctl; wanctl install");
        Assert.Contains("router.transport: found rest (which wanctl does not speak)", text + errors,
            StringComparison.Ordinal);
        Assert.Equal(1, code);
        // Trying again mends no file: systemd leaves it, with the code that says what it is.
        Assert.Equal("failed\n", Box.Run("systemctl is-active wanctl", wanted: 3));
        Assert.Contains("ExecMainStatus=3", Box.Run("systemctl show wanctl -p ExecMainStatus"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_debian_package_is_installed_upgraded_removed_and_purged()
    {
        IReadOnlyList<string> before = Box.Contents();
        Box.Write("/etc/wanctl/cable.yaml", Line.Yaml("room-password"));
        Box.Copy(packages.Deb("1.0.0"), "/srv/old.deb");
        Box.Copy(packages.Deb("1.0.1"), "/srv/next.deb");

        Box.Run("dpkg -i /srv/old.deb");
        Line.AwaitLimits();
        int first = MainProcess();
        Box.Run("cd / && md5sum --quiet -c /var/lib/dpkg/info/wanctl.md5sums");
        Box.Run("echo '# mine' >>/etc/wanctl/environment");

        Box.Run("dpkg -i /srv/next.deb </dev/null");
        int second = Another(first);
        Line.Disturb();
        Line.AwaitLimits();
        Assert.Contains("# mine", Box.Run("cat /etc/wanctl/environment"), StringComparison.Ordinal);

        Box.Run("dpkg -r wanctl");
        Box.Gone(second);
        Box.Run("test ! -e /etc/systemd/system/wanctl.service");
        Box.Run("test -e /etc/wanctl/cable.yaml && test -e /etc/wanctl/environment");
        Box.Run("dpkg -P wanctl");
        Assert.Empty(Left(before));
    }

    private List<string> Left(IReadOnlyList<string> before)
    {
        var left = new List<string>(Box.Contents());
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
        Box.Run("systemctl show wanctl -p MainPID --value").Trim(), CultureInfo.InvariantCulture);

    private int Another(int than)
    {
        Box.Until($"p=$(systemctl show wanctl -p MainPID --value) && [ \"$p\" != 0 ] && [ \"$p\" != {than} ] "
            + "&& systemctl is-active wanctl", TimeSpan.FromSeconds(60));
        return MainProcess();
    }
}
