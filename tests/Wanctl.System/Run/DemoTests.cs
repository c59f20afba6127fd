using System.Text.RegularExpressions;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// The demo as somebody who pipes it into a file would see it, on this machine and on an emulated ARM one.
/// </summary>
public sealed class DemoTests
{
    [Fact]
    public void Demo_runs_its_seconds_says_what_happens_and_ends_well()
    {
        using DaemonProcess demo = DaemonProcess.RunToEnd(
            null, new DaemonCommand(Artifacts.Binary, "demo", "--seconds", "12"));
        Assert.Equal(0, demo.WaitForExit());
        string text = demo.Text();
        Assert.DoesNotContain("\u001b", text, StringComparison.Ordinal);
        Assert.Matches(new Regex("GREEN"), text);
        Assert.Matches(new Regex("Mbit/s"), text);
        Assert.True(text.Split('\n').Length >= 12, text);
    }

    [Fact]
    public void Demo_ends_at_once_when_it_is_asked_to()
    {
        using DaemonProcess demo = DaemonProcess.Start(null, new DaemonCommand(Artifacts.Binary, "demo"));
        demo.WaitForLine("Mbit/s");
        demo.Send(Signal.Terminate);
        Assert.Equal(0, demo.WaitForExit());
    }
}
