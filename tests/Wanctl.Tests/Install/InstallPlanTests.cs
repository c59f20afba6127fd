using System.IO;
using Wanctl.Install;

namespace Wanctl.Tests.Install;

/// <summary>What would be written, held against what the systems want.</summary>
public sealed class InstallPlanTests
{
    [Theory]
    [InlineData(false, "CAP_NET_RAW")]
    [InlineData(true, "CAP_NET_RAW CAP_NET_ADMIN")]
    public void The_unit_has_one_capability_more_only_where_the_box_shapes_itself(bool admin, string capabilities)
    {
        string unit = Script(Site(InitSystem.Systemd) with { NetworkAdmin = admin });

        Assert.Contains($"\nAmbientCapabilities={capabilities}\n", unit, StringComparison.Ordinal);
        Assert.Contains($"\nCapabilityBoundingSet={capabilities}\n", unit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Type=notify")]
    [InlineData("WatchdogSec=10")]
    [InlineData("Restart=always")]
    [InlineData("RestartPreventExitStatus=2 3 5")]
    [InlineData("User=wanctl")]
    [InlineData("ExecStart=/usr/local/bin/wanctl run /etc/wanctl")]
    [InlineData("ExecReload=/bin/sh -c \"kill -HUP $MAINPID\"")]
    [InlineData("EnvironmentFile=-/etc/wanctl/environment")]
    [InlineData("RuntimeDirectory=wanctl")]
    [InlineData("StateDirectory=wanctl")]
    [InlineData("MemoryDenyWriteExecute=yes")]
    [InlineData("LimitCORE=0")]
    [InlineData("ProtectSystem=strict")]
    public void The_unit_says_what_a_supervisor_must_know(string line) =>
        Assert.Contains($"\n{line}\n", Script(Site(InitSystem.Systemd)), StringComparison.Ordinal);

    [Fact]
    public void The_codes_that_are_not_tried_again_are_those_that_trying_again_cannot_mend()
    {
        Assert.Equal((2, 3, 5), (ExitCode.Usage, ExitCode.Configuration, ExitCode.Forbidden));
    }

    [Fact]
    public void The_SysV_script_has_its_headers()
    {
        string script = Script(Site(InitSystem.SysV));

        Assert.StartsWith("#!/bin/sh\n### BEGIN INIT INFO\n# Provides:          wanctl\n", script,
            StringComparison.Ordinal);
        foreach (string header in (string[])["Required-Start", "Required-Stop", "Default-Start", "Short-Description"])
            Assert.Contains($"\n# {header}:", script, StringComparison.Ordinal);
        Assert.Contains("\n### END INIT INFO\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenWrt_has_no_user_of_its_own_keeps_its_files_and_uses_procd()
    {
        IReadOnlyList<InstallStep> steps = InstallPlan.Of(Site(InitSystem.Procd) with { Binary = "/usr/bin/wanctl" });

        Assert.DoesNotContain(steps, step => step.Kind == StepKind.User);
        Assert.Contains(steps, step => step.Path == "/lib/upgrade/keep.d/wanctl"
            && step.Text == "/etc/wanctl/\n/etc/init.d/wanctl\n/usr/bin/wanctl\n");
        string script = Assert.Single(steps, step => step.Path == "/etc/init.d/wanctl").Text;
        Assert.StartsWith("#!/bin/sh /etc/rc.common\n", script, StringComparison.Ordinal);
        Assert.Contains("\nUSE_PROCD=1\n", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dpkg", "/usr/bin/wanctl", false)]
    [InlineData("", "/usr/local/bin/wanctl", false)]
    [InlineData("", "/tmp/wanctl", true)]
    public void The_program_is_copied_where_it_does_not_lie_already(string package, string source, bool copies)
    {
        InstallSite site = Site(InitSystem.Systemd) with { Package = package, Source = source };

        Assert.Equal(copies, InstallPlan.Of(site)[0].Kind == StepKind.Binary);
    }

    [Theory]
    [InlineData(InitSystem.Systemd, "/tmp/wanctl", "/usr/local/bin/wanctl")]
    [InlineData(InitSystem.Procd, "/tmp/wanctl", "/usr/bin/wanctl")]
    [InlineData(InitSystem.Systemd, "/usr/bin/wanctl", "/usr/bin/wanctl")]
    [InlineData(InitSystem.SysV, "/usr/local/bin/wanctl-tls", "/usr/local/bin/wanctl-tls")]
    public void A_program_that_lies_where_programs_lie_stays(object init, string source, string wanted) =>
        Assert.Equal(wanted, InstallSite.UsualBinary((InitSystem)init, source));

    [Fact]
    public void Nothing_is_started_without_a_file_to_run()
    {
        InstallSite site = Site(InitSystem.Systemd);

        Assert.DoesNotContain(InstallPlan.Of(site), step => step.Unchanged.Count > 0);
        InstallStep start = InstallPlan.Of(site with { Configs = ["/etc/wanctl/a.yaml"] })[^1];
        Assert.Equal(("systemctl restart wanctl", "systemctl start wanctl"),
            (string.Join(' ', start.Command), string.Join(' ', start.Unchanged)));
    }

    [Theory]
    [InlineData("--init", "upstart", "--init: found 'upstart', wanted systemd, procd or sysv")]
    [InlineData("--bin", "wanctl", "--bin: found 'wanctl', wanted an absolute path of a file, without blanks")]
    [InlineData("--root", "/nowhere/at/all", "--root: found '/nowhere/at/all', wanted a folder that exists")]
    [InlineData("--purge", "", "install has no option '--purge'")]
    public void A_wrong_command_line_is_answered_with_what_is_wanted(string word, string value, string wanted)
    {
        string[] words = value.Length == 0 ? [word] : [word, value];
        Assert.False(InstallOptions.TryParse("install", words, out _, out string problem));
        Assert.Equal(wanted, problem);
    }

    [Theory]
    [InlineData("/run/systemd/system/", "Systemd")]
    [InlineData("/sbin/procd:/etc/rc.common", "Procd")]
    [InlineData("/etc/init.d/:/usr/sbin/update-rc.d", "SysV")]
    [InlineData("/etc/init.d/", "")]
    [InlineData("/usr/", "")]
    public void An_init_system_is_told_by_its_files(string paths, string wanted)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("wanctl-init-");
        foreach (string path in paths.Split(':'))
        {
            string full = root.FullName + path;
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            if (!path.EndsWith('/'))
                File.WriteAllText(full, "");
        }

        Assert.Equal(wanted, InitProbe.Find(root.FullName, out _)?.ToString() ?? "");
        root.Delete(recursive: true);
    }

    [Fact]
    public void An_init_that_is_a_link_to_systemd_is_systemd()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("wanctl-init-");
        Directory.CreateDirectory(root.FullName + "/sbin");
        Directory.CreateDirectory(root.FullName + "/etc/init.d");
        Directory.CreateDirectory(root.FullName + "/etc/rc2.d");
        File.CreateSymbolicLink(root.FullName + "/sbin/init", "/lib/systemd/systemd");

        Assert.Equal(InitSystem.Systemd, InitProbe.Find(root.FullName, out _));
        root.Delete(recursive: true);
    }

    private static InstallSite Site(InitSystem init) => new()
    {
        Root = "/",
        Init = init,
        Source = "/tmp/wanctl",
        Binary = "/usr/local/bin/wanctl",
    };

    private static string Script(InstallSite site) =>
        Assert.Single(InstallPlan.Of(site), step => step.Path == Places.Script(site.Init)).Text;
}
