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
        foreach (Action step in (Action[])[Copied, SetUp, Checked, Installed, Running, Watched, Released, Uninstalled])
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

    /// <summary>What <c>setup</c> wrote, and what an operator then changes: reflectors, port and queues of this room.
    /// </summary>
    private void SetUp()
    {
        string script = _box.Run("mkdir -p /etc/wanctl && cd /etc/wanctl && /srv/wanctl setup --line cable --down 900 "
            + "--up 36 --router 127.0.0.1 --box 127.0.0.1 --wan ether1 --lan bridge --name cable "
            + "--password room-password < /dev/null");
        Assert.Contains("/user/group/add name=\"wanctl\"", script, StringComparison.Ordinal);
        Assert.Contains("password=\"room-password\"", script, StringComparison.Ordinal);
        _box.Run("sed -i -e 's/WAN-Download-cable/WAN-Download-Cable/' -e 's/WAN-Upload-cable/WAN-Upload-Cable/' "
            + $"-e 's/host: 127.0.0.1/host: 127.0.0.1\\n  port: {_line.Rig.Port}/' "
            + $"-e 's/ping_hosts: .*/ping_hosts: [{string.Join(", ", _line.Rig.Reflectors)}]/' /etc/wanctl/cable.yaml");
        _box.Write("/etc/wanctl/environment", "ROUTER_PASSWORD='room-password'\n");
    }

    private void Checked()
    {
        const string check = "set -a; . /etc/wanctl/environment; /srv/wanctl check /etc/wanctl";
        string told = _box.Run(check);
        Assert.Contains("link cable, every 50 ms", told, StringComparison.Ordinal);
        Assert.Contains("CONSISTENT", told, StringComparison.Ordinal);
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

    private void Watched()
    {
        Assert.Contains("cable", _box.Run("wanctl status --once"), StringComparison.Ordinal);
        foreach ((string path, string text) in ((string, string)[])[("/", "<html"), ("/health", "\"status\"")])
        {
            string answer = _box.Run("bash -c 'exec 3<>/dev/tcp/127.0.0.1/9101; "
                + $"printf \"GET {path} HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n\" >&3; cat <&3'");
            Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
            Assert.Contains(text, answer, StringComparison.Ordinal);
        }
    }

    private void Released()
    {
        _box.Run("systemctl stop wanctl");
        _line.Disturb();
        string told = _box.Run("set -a; . /etc/wanctl/environment; wanctl release /etc/wanctl");
        Assert.Contains(
            "WAN-Upload-Cable: 30 Mbit/s -> 36 Mbit/s, read back 36 Mbit/s", told, StringComparison.Ordinal);
    }

    private void Uninstalled()
    {
        _box.Run("wanctl uninstall --purge");
        _box.Run("! systemctl cat wanctl 2>/dev/null");
    }
}
