using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>What 10,000 real ticks of the published binary cost, ICMP and API traffic included.</summary>
[SideBySide]
public sealed partial class SoakTests(Soak soak)
{
    private const int Ticks = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Ten_thousand_real_ticks_allocate_nothing()
    {
        NetworkRoom.SkipUnlessPossible();
        _ = Artifacts.Binary;
        DaemonProcess daemon = soak.Daemon!;
        // Three seconds of warm-up are not counted, and a busy machine may skip ticks.
        TimeSpan needed = Interval * Ticks + TimeSpan.FromSeconds(8);
        TimeSpan left = needed - (Moment.Now - daemon.StartedAt);
        if (left > TimeSpan.Zero)
            Thread.Sleep(left);
        Assert.False(daemon.HasExited, daemon.Story());
        int writes = soak.Rig.LimitsSet("WAN-Download-Cable").Length;
        long commands = soak.Rig.Server.Commands;
        long resident = daemon.Figures.ResidentBytes;
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Match last = Conclusion().Match(daemon.Text());
        Assert.True(last.Success, daemon.Story());
        int warm = int.Parse(last.Groups["warm"].ValueSpan, CultureInfo.InvariantCulture);
        Assert.InRange(warm, Ticks * 95 / 100, int.MaxValue);
        Assert.Equal("0", last.Groups["bytes"].Value);
        Assert.InRange(writes, 40, int.MaxValue);
        Assert.InRange(commands, Ticks / 10, long.MaxValue);
        Assert.InRange(resident, 1, 14_000_000);
    }

    [GeneratedRegex(@"CPU and (?<bytes>[0-9.]+) bytes a turn over (?<warm>[0-9]+) warm turns")]
    private static partial Regex Conclusion();
}
