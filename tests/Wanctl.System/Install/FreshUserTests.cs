using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// What somebody does on the first evening, step by step, in a fresh Debian with systemd. Each step is a function of
/// its own, so that a verb more is a line more in the list.
/// </summary>
public sealed class FreshUserTests : BootedTests
{
    [Fact]
    public void From_a_copied_file_to_a_calm_line_and_back_to_a_clean_box()
    {
        IReadOnlyList<string> before = Box.Contents();
        foreach (Action step in (Action[])[Copied, SetUp, Checked, Installed, Running, Watched, Released, Uninstalled])
            step();
        var left = new List<string>(Box.Contents());
        left.RemoveAll(path => path == "/srv/wanctl" || new List<string>(before).Contains(path));
        Assert.Empty(left);
    }

    private void Copied()
    {
        Box.Copy(Artifacts.Binary, "/srv/wanctl");
        Assert.StartsWith("wanctl ", Box.Run("/srv/wanctl --version"), StringComparison.Ordinal);
    }

    /// <summary>What <c>setup</c> wrote, and what an operator then changes: reflectors, port and queues of this room.
    /// </summary>
    private void SetUp()
    {
        string script = Box.Run("mkdir -p /etc/wanctl && cd /etc/wanctl && /srv/wanctl setup --line cable --down 900 "
            + "--up 36 --router 127.0.0.1 --box 127.0.0.1 --wan ether1 --lan bridge --name cable "
            + "--password room-password < /dev/null");
        Assert.Contains("/user/group/add name=\"wanctl\"", script, StringComparison.Ordinal);
        Assert.Contains("password=\"room-password\"", script, StringComparison.Ordinal);
        Box.Run("sed -i -e 's/WAN-Download-cable/WAN-Download-Cable/' -e 's/WAN-Upload-cable/WAN-Upload-Cable/' "
            + $"-e 's/host: 127.0.0.1/host: 127.0.0.1\\n  port: {Line.Rig.Port}/' "
            + $"-e 's/ping_hosts: .*/ping_hosts: [{string.Join(", ", Line.Rig.Reflectors)}]/' /etc/wanctl/cable.yaml");
        Box.Write("/etc/wanctl/environment", "ROUTER_PASSWORD='room-password'\n");
    }

    private void Checked()
    {
        string told = Box.Run("/srv/wanctl check");
        Assert.Contains("link cable, every 50 ms", told, StringComparison.Ordinal);
        Assert.Contains("CONSISTENT", told, StringComparison.Ordinal);
    }

    private void Installed() =>
        Assert.EndsWith("Done.\n", Box.Run("/srv/wanctl install"), StringComparison.Ordinal);

    private void Running()
    {
        // 95 % of the speed test.
        Line.AwaitLimits(upMbps: 34.2);
        Box.Until("journalctl -u wanctl -o cat | grep -F '[1201] cable: the line is answering'");
        Assert.Equal("active\n", Box.Run("systemctl is-active wanctl"));
        // A zone is the worst of fifteen seconds, and a busy machine delays an echo now and then.
        Box.Until("systemctl show wanctl -p StatusText --value | grep -F 'cable GREEN,'",
            Patience.Of(TimeSpan.FromMinutes(1)));
    }

    private void Watched()
    {
        Assert.Contains("cable", Box.Run("wanctl status --once"), StringComparison.Ordinal);
        foreach ((string path, string text) in ((string, string)[])[("/", "<html"), ("/health", "\"status\"")])
        {
            string answer = Box.Run("bash -c 'exec 3<>/dev/tcp/127.0.0.1/9101; "
                + $"printf \"GET {path} HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n\" >&3; cat <&3'");
            Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
            Assert.Contains(text, answer, StringComparison.Ordinal);
        }
    }

    private void Released()
    {
        Box.Run("systemctl stop wanctl");
        Line.Disturb();
        string told = Box.Run("env -i /usr/local/bin/wanctl release");
        Assert.Contains(
            "WAN-Upload-Cable: 30 Mbit/s -> 34.2 Mbit/s, read back 34.2 Mbit/s", told, StringComparison.Ordinal);
    }

    private void Uninstalled()
    {
        Box.Run("wanctl uninstall --purge");
        Box.Run("! systemctl cat wanctl 2>/dev/null");
    }
}
