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
        string list = _root + Places.MadeList;
        string[] lines = File.ReadAllLines(list);
        int at = Array.FindIndex(lines, line => line.EndsWith(Unit, StringComparison.Ordinal));
        lines[at] = $"file {MadeList.SumOf(_root + Unit)} {Unit}";
        File.WriteAllLines(list, lines);

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

        Assert.Equal("hunter2", EnvironmentFile.Read(environment)["ROUTER_PASSWORD"]);
        Assert.False(File.Exists(_root + Places.MadeList));
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
