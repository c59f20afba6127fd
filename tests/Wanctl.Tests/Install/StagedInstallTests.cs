using System.IO;
using Wanctl.Install;

namespace Wanctl.Tests.Install;

/// <summary>Installations into a folder: made, made again, changed by hand, removed.</summary>
public sealed class StagedInstallTests : IDisposable
{
    private const string Unit = "/etc/systemd/system/wanctl.service";

    private readonly string _root = Directory.CreateTempSubdirectory("wanctl-root-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public StagedInstallTests() =>
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "gives files to root: needs root");

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void A_second_time_changes_nothing()
    {
        Install();
        DateTime written = File.GetLastWriteTimeUtc(_root + Unit);
        _output.GetStringBuilder().Clear();

        Install();

        Assert.Equal(written, File.GetLastWriteTimeUtc(_root + Unit));
        Assert.DoesNotContain("wrote", _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("made  ", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("systemd", "/etc/systemd/system/wanctl.service", "/usr/local/bin/wanctl")]
    [InlineData("procd", "/etc/init.d/wanctl", "/usr/bin/wanctl")]
    [InlineData("sysv", "/etc/init.d/wanctl", "/usr/local/bin/wanctl")]
    public void What_was_made_is_removed_without_leftovers(string init, string script, string binary)
    {
        Assert.True(InitProbe.TryParse(init, out InitSystem kind));
        Install(kind);
        Assert.True(File.Exists(_root + script));
        Assert.True(File.Exists(_root + binary));

        Uninstall(kind);

        // Folders of the system stay, files do not.
        Assert.Empty(Directory.GetFiles(_root, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(_root, "wanctl", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_unit_that_was_changed_by_hand_is_kept_and_named()
    {
        Install();
        File.AppendAllText(_root + Unit, "# mine\n");

        Install();
        Assert.Contains($"KEPT     {Unit}: changed by hand", _output.ToString(), StringComparison.Ordinal);
        Uninstall();
        Assert.Contains($"KEPT     {Unit}: changed by hand", _output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("# mine\n", File.ReadAllText(_root + Unit), StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_of_an_earlier_version_is_replaced()
    {
        Install();
        string text = File.ReadAllText(_root + Unit);
        File.WriteAllText(_root + Unit, text.Replace("WatchdogSec=10", "WatchdogSec=9", StringComparison.Ordinal));
        Record(_root + Unit, Unit);

        Install();

        Assert.Contains("WatchdogSec=10", File.ReadAllText(_root + Unit), StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_somebody_else_has_put_there_is_not_touched()
    {
        Directory.CreateDirectory(_root + "/etc/systemd/system");
        File.WriteAllText(_root + Unit, "[Unit]\n");

        Install();
        Uninstall();

        Assert.Equal("[Unit]\n", File.ReadAllText(_root + Unit));
    }

    [Fact]
    public void Configuration_survives_and_its_secrets_become_their_owners()
    {
        string config = _root + "/etc/wanctl/cable.yaml";
        Directory.CreateDirectory(_root + "/etc/wanctl");
        File.WriteAllText(config, "router: {password: hunter2}\n");
        string open = _root + "/etc/wanctl/dsl.yaml";
        File.WriteAllText(open, "router: {password: '${ROUTER_PASSWORD}', transport: linux-cake}\n");
        File.SetUnixFileMode(config, OwnFile.Plain);
        File.SetUnixFileMode(open, OwnFile.Plain);

        Install();

        Assert.Equal(OwnFile.Secret, File.GetUnixFileMode(config));
        Assert.Equal(OwnFile.Plain, File.GetUnixFileMode(open));
        Assert.Contains("CAP_NET_ADMIN", File.ReadAllText(_root + Unit), StringComparison.Ordinal);
        Uninstall();
        Assert.Equal("router: {password: hunter2}\n", File.ReadAllText(config));
        Uninstall(purge: true);
        Assert.False(Directory.Exists(_root + "/etc/wanctl"));
    }

    [Fact]
    public void The_environment_is_roots_alone_and_stays_once_it_holds_something()
    {
        Install();
        string environment = _root + Places.Environment;
        Assert.Equal(OwnFile.Secret, File.GetUnixFileMode(environment));
        File.AppendAllText(environment, "ROUTER_PASSWORD='hunter2'\n");
        File.SetUnixFileMode(environment, OwnFile.Plain);

        Install();
        Assert.Equal(OwnFile.Secret, File.GetUnixFileMode(environment));
        Uninstall();

        Assert.Equal("hunter2", EnvironmentFile.Read(environment).Values["ROUTER_PASSWORD"]);
        Uninstall(purge: true);
        Assert.Empty(Directory.GetFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_program_that_somebody_else_has_put_there_is_neither_replaced_nor_removed(bool link)
    {
        string binary = _root + "/usr/local/bin/wanctl";
        Directory.CreateDirectory(_root + "/usr/local/bin");
        if (link)
            File.CreateSymbolicLink(binary, "/nowhere/wanctl");
        else
            File.WriteAllText(binary, "mine");

        InstallSite site = Site(InitSystem.Systemd);
        Assert.False(new Installer(site, _output, _errors).Execute(InstallPlan.Of(site)));

        Assert.Contains("/usr/local/bin/wanctl: found a file that install did not put there", _errors.ToString(),
            StringComparison.Ordinal);
        Assert.False(File.Exists(_root + Unit));
        Uninstall(purge: true);
        Assert.True(OwnFile.IsThere(binary));
    }

    [Fact]
    public void A_program_that_was_replaced_since_is_kept_even_by_a_purge()
    {
        Install();
        File.WriteAllText(_root + "/usr/local/bin/wanctl", "mine");

        InstallSite site = Site(InitSystem.Systemd);
        Assert.False(new Installer(site, _output, _errors).Execute(InstallPlan.Of(site)));
        Uninstall(purge: true);

        Assert.Equal("mine", File.ReadAllText(_root + "/usr/local/bin/wanctl"));
        Assert.False(File.Exists(_root + Unit));
    }

    [Fact]
    public void The_program_of_the_last_install_is_replaced()
    {
        Install();
        string binary = _root + "/usr/local/bin/wanctl";
        File.WriteAllText(binary, "an earlier version");
        Record(binary, "/usr/local/bin/wanctl");

        Install();

        Assert.NotEqual("an earlier version", File.ReadAllText(binary));
    }

    [Fact]
    public void The_same_text_of_somebody_else_is_used_and_stays()
    {
        Directory.CreateDirectory(_root + "/etc/systemd/system");
        InstallStep unit = Assert.Single(
            InstallPlan.Of(Site(InitSystem.Systemd)), step => step.Path == Unit);
        File.WriteAllText(_root + Unit, unit.Text);

        Install();
        Uninstall(purge: true);

        Assert.True(File.Exists(_root + Unit));
    }

    [Fact]
    public void What_an_uninstall_kept_a_later_purge_removes()
    {
        Install();
        File.AppendAllText(_root + Unit, "# mine\n");
        File.AppendAllText(_root + Places.Environment, "A='b'\n");

        Uninstall();
        Uninstall();
        Assert.True(File.Exists(_root + Unit));
        Uninstall(purge: true);
        Uninstall(purge: true);

        Assert.Empty(Directory.GetFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_clean_system_has_nothing_to_be_removed()
    {
        Directory.CreateDirectory(_root + "/etc/wanctl");
        File.WriteAllText(_root + "/etc/wanctl/mine.yaml", "wan_name: mine\n");
        Uninstall();
        Assert.Contains("nothing is installed here", _output.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_root + "/etc/wanctl/mine.yaml"));

        // Nor is anything left beside files of one's own by an installation that came and went.
        File.WriteAllText(_root + Places.Environment, "A='b'\n");
        Install();
        Uninstall();
        Assert.Equal(2, Directory.GetFiles(_root + "/etc/wanctl").Length);
        Assert.Equal(ExitCode.Fine, Wanctl.Verbs.UninstallVerb.Execute(["--root", _root]));
    }

    [Theory]
    [InlineData("router:\n  password: '${A:-hunter2}'\n")]
    [InlineData("router:\n  password:\n    hunter2\n")]
    [InlineData("router:\n  ? password\n  : hunter2\n")]
    public void Every_spelling_of_a_password_is_guarded(string text)
    {
        string config = _root + "/etc/wanctl/cable.yaml";
        Directory.CreateDirectory(_root + "/etc/wanctl");
        File.WriteAllText(config, text);
        File.SetUnixFileMode(config, OwnFile.Plain);

        Install();

        Assert.Equal(OwnFile.Secret, File.GetUnixFileMode(config));
    }

    [Fact]
    public void A_file_in_the_way_fails_with_its_name_and_the_rest_is_done()
    {
        Directory.CreateDirectory(_root + "/etc");
        File.WriteAllText(_root + "/etc/wanctl", "");

        Assert.False(new Installer(Site(InitSystem.Systemd), _output, _errors).Execute(
            InstallPlan.Of(Site(InitSystem.Systemd))));

        Assert.Contains("FAILED   make the folder /etc/wanctl", _errors.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(_root + Unit));
    }

    /// <summary>Makes the record say that install has made what lies there.</summary>
    private void Record(string file, string path)
    {
        string list = _root + Places.MadeList;
        string[] lines = File.ReadAllLines(list);
        int at = Array.FindIndex(lines, line => line.EndsWith(path, StringComparison.Ordinal));
        lines[at] = $"file {MadeList.SumOf(file)} {path}";
        File.WriteAllLines(list, lines);
    }

    private InstallSite Site(InitSystem init) =>
        InstallSite.Survey(_root, init, null, start: true, out _)!;

    private void Install(InitSystem init = InitSystem.Systemd)
    {
        InstallSite site = Site(init);
        bool fine = new Installer(site, _output, _errors).Execute(InstallPlan.Of(site));
        Assert.True(fine, _errors.ToString());
    }

    private void Uninstall(InitSystem init = InitSystem.Systemd, bool purge = false) =>
        Assert.True(new Uninstaller(Site(init), purge, _output, _errors).Execute(), _errors.ToString());
}
