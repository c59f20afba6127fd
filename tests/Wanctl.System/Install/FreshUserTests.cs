using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// What somebody does on the first evening, step by step, in a fresh Debian with systemd. Each step is a function of
/// its own, so that a verb more is a line more in the list.
/// </summary>
public sealed class FreshUserTests : IDisposable
{
    private readonly Line _line;
    private readonly Box _box;

    public FreshUserTests()
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
    public void From_a_copied_file_to_a_calm_line_and_back_to_a_clean_box()
    {
        IReadOnlyList<string> before = _box.Contents();
        foreach (Action step in (Action[])[Copied, Written, Checked, Installed, Running, Uninstalled])
            step();
        var left = new List<string>(_box.Contents());
        left.RemoveAll(path => path == "/srv/wanctl" || new List<string>(before).Contains(path));
        Assert.Empty(left);
    }

    private void Copied()
    {
        _box.Copy(Artifacts.Binary, "/srv/wanctl");
        Assert.StartsWith("wanctl ", _box.Run("/srv/wanctl --version"), StringComparison.Ordinal);
    }

    private void Written()
    {
        _box.Write("/etc/wanctl/cable.yaml", _line.Yaml());
        _box.Write("/etc/wanctl/environment", "ROUTER_PASSWORD='room-password'\n");
    }

    private void Checked()
    {
        const string check = "set -a; . /etc/wanctl/environment; /srv/wanctl check /etc/wanctl";
        Assert.Contains("link cable, every 50 ms", _box.Run(check), StringComparison.Ordinal);
    }

    private void Installed() =>
        Assert.EndsWith("Done.\n", _box.Run("/srv/wanctl install"), StringComparison.Ordinal);

    private void Running()
    {
        _line.AwaitLimits();
        _box.Until("journalctl -u wanctl -o cat | grep -F '[1201] cable: the line is answering'");
        Assert.Equal("active\n", _box.Run("systemctl is-active wanctl"));
        Assert.Contains("cable GREEN/GREEN", _box.Until(
            "systemctl show wanctl -p StatusText --value | grep GREEN"), StringComparison.Ordinal);
    }

    private void Uninstalled()
    {
        _box.Run("wanctl uninstall --purge");
        _box.Run("! systemctl cat wanctl 2>/dev/null");
    }
}
