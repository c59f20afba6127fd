using System.IO;
using System.Threading;
using Wanctl.SystemTests.Kit;
using Xunit.Sdk;

namespace Wanctl.SystemTests.KitTests;

public sealed class DaemonProcessTests
{
    [Fact]
    public void Lines_of_both_streams_arrive_with_their_times_and_the_exit_code_follows()
    {
        using DaemonProcess process = DaemonProcess.RunToEnd(null, Script("echo one; echo two >&2; exit 7"));
        Assert.Equal(7, process.WaitForExit());
        Assert.Equal("one\n", process.Text());
        Assert.Equal("two\n", process.Text(error: true));
        Assert.All(process.Lines, line => Assert.True(line.At > process.StartedAt));
    }

    [Fact]
    public void A_process_started_in_a_room_lives_there()
    {
        NetworkRoom.SkipUnlessPossible();
        using NetworkRoom room = new();
        using DaemonProcess process = DaemonProcess.RunToEnd(room, Script("readlink /proc/self/ns/net"));
        Assert.Equal(room.Namespace + "\n", process.Text());
    }

    [Fact]
    public void A_process_can_run_as_another_user()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may change the user");
        DaemonCommand command = Script("id -un") with { User = "nobody", Folder = "/" };
        using DaemonProcess process = DaemonProcess.RunToEnd(null, command);
        Assert.Equal("nobody\n", process.Text());
    }

    [Fact]
    public void The_environment_is_what_the_test_says()
    {
        Environment.SetEnvironmentVariable("WANCTL_KIT_STRAY", "1");
        DaemonCommand command = Script("env") with
        {
            Environment = new Dictionary<string, string> { ["WANCTL_KIT_SET"] = "2" },
        };
        using DaemonProcess process = DaemonProcess.RunToEnd(null, command);
        Assert.Contains("WANCTL_KIT_SET=2", process.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("WANCTL_KIT_STRAY", process.Text(), StringComparison.Ordinal);
        Environment.SetEnvironmentVariable("WANCTL_KIT_STRAY", null);
    }

    [Fact]
    public void Input_is_read_to_its_end()
    {
        using DaemonProcess process = DaemonProcess.RunToEnd(null, Script("cat") with { Input = "a\nb\n" });
        Assert.Equal("a\nb\n", process.Text());
    }

    [Fact]
    public void Signals_arrive_and_lines_are_waited_for()
    {
        const string script = "trap 'echo hup' HUP; trap 'echo bye; exit 3' TERM; echo ready; "
            + "while true; do sleep 0.02; done";
        using DaemonProcess process = DaemonProcess.Start(null, Script(script));
        process.WaitForLine("ready");
        process.Send(Signal.Hangup);
        OutputLine hup = process.WaitForLine("hup");
        process.Send(Signal.Hangup);
        Assert.True(process.WaitForLine("hup", from: 2).At > hup.At);
        process.Send(Signal.Terminate);
        process.WaitForLine("bye");
        Assert.Equal(3, process.WaitForExit());
    }

    [Fact]
    public void A_signal_that_ends_a_process_shows_in_its_exit_code()
    {
        using DaemonProcess process = DaemonProcess.Start(null, new DaemonCommand("/bin/sleep", "600"));
        process.Send(Signal.Kill);
        Assert.Equal(137, process.WaitForExit());
        Assert.Throws<InvalidOperationException>(() => process.Send(Signal.Terminate));
    }

    [Fact]
    public void Waiting_for_a_line_fails_at_once_when_the_process_ends_and_shows_what_it_wrote()
    {
        using DaemonProcess process = DaemonProcess.Start(null, Script("echo only this; exit 4"));
        FailException failure = Assert.Throws<FailException>(() => process.WaitForLine("something else"));
        Assert.Contains("ended without a line with 'something else'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("only this", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 4", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_for_a_line_gives_up_after_its_time()
    {
        using DaemonProcess process = DaemonProcess.Start(null, new DaemonCommand("/bin/sleep", "600"));
        FailException failure = Assert.Throws<FailException>(
            () => process.WaitForLine("x", within: TimeSpan.FromMilliseconds(50)));
        Assert.Contains("still running", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_kills_the_process()
    {
        DaemonProcess process = DaemonProcess.Start(null, new DaemonCommand("/bin/sleep", "600"));
        Assert.True(Directory.Exists($"/proc/{process.Id}"));
        process.Dispose();
        Assert.False(Directory.Exists($"/proc/{process.Id}"));
    }

    [Fact]
    public void Figures_are_those_of_the_kernel()
    {
        using DaemonProcess process = DaemonProcess.Start(null, Script("echo ready; while :; do :; done"));
        process.WaitForLine("ready");
        ProcessFigures first = process.Figures;
        Assert.InRange(first.ResidentBytes, 100_000, 100_000_000);
        Assert.InRange(first.ResidentPeakBytes, first.ResidentBytes / 2, 100_000_000);
        Assert.Equal(1, first.Threads);
        Assert.InRange(first.OpenFiles, 3, 20);
        Moment start = Moment.Now;
        while (process.Figures.CpuTime <= first.CpuTime)
        {
            Assert.True(Moment.Now - start < Patience.Default, "a busy loop uses no CPU time");
            Thread.Sleep(20);
        }
    }

    private static DaemonCommand Script(string script) => new("/bin/sh", "-c", script);
}
