using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Names;

/// <summary>
/// A line that comes back with another address behind NAT. What leaves before the address is there is bound to a wrong
/// one for as long as the flow goes on, so that only another identifier or port is ever answered.
/// </summary>
[SideBySide]
public sealed class MasqueradeTests : IDisposable
{
    /// <summary>Longer than any echo is waited for, so that flows without an answer are under way.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(4);

    private readonly MasqueradedLine _line;

    public MasqueradeTests()
    {
        NetworkRoom.SkipUnlessIPv6();
        _line = new MasqueradedLine();
    }

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Echoes_and_the_API_are_back_after_another_address(bool pingSockets, bool v6)
    {
        _line.Box.AllowPingSockets(pingSockets);
        _line.Return(2);
        using DaemonProcess daemon = _line.Run(v6);
        daemon.WaitForLine("the line is answering");
        daemon.WaitForLine("connected, queues looked up");
        foreach (int address in (int[])[3, 2, 4])
        {
            _line.Lose();
            Thread.Sleep(Away);
            int from = daemon.Lines.Count;
            Moment back = Moment.Now;
            _line.Return(address);

            OutputLine answering = daemon.WaitForLine("the line is answering", from);
            OutputLine connected = daemon.WaitForLine("connected, queues looked up", from);
            Assert.True(
                (answering.At - back).TotalSeconds < 2, $"echoes after {answering.At - back}: {daemon.Story()}");
            Assert.True((connected.At - back).TotalSeconds < 5, $"API after {connected.At - back}: {daemon.Story()}");
        }
        Assert.False(daemon.HasExited, daemon.Story());
    }
}
