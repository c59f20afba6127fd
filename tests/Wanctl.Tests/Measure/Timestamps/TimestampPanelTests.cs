using Wanctl.Core.Measure.Timestamps;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure.Timestamps;

public sealed class TimestampPanelTests
{
    private const int Hosts = 4;

    private readonly TimestampPanel _panel = new(Hosts, new Instant(0));
    private readonly int[] _asked = new int[Hosts];
    private readonly FarClock _host = new();
    private readonly Queue<(int Host, Instant SentAt)> _losses = new();
    private Instant _now;

    [Fact]
    public void Where_no_host_answers_but_echoes_do_one_an_hour_is_tried()
    {
        Run(10, answers: false);
        Assert.True(_panel.LineFilters);
        Array.Clear(_asked);
        Run(4 * 3600 + 60, answers: false);
        Assert.True(_panel.LineFilters);
        // A host that is tried is asked up to three times within a second.
        Assert.All(_asked, asked => Assert.InRange(asked, 1, TimestampStanding.Retries));
    }

    [Fact]
    public void Once_one_host_answers_all_are_tried_again_at_once()
    {
        Run(10, answers: false);
        Run(2 * 3600, answers: false);
        Run(3600 + 30, answers: true);
        Assert.False(_panel.LineFilters);
        foreach (TimestampStanding standing in _panel.Hosts)
            Assert.Equal(TimestampRole.Used, standing.Role);
    }

    [Fact]
    public void One_host_that_answers_shows_that_the_line_does_not_filter()
    {
        Run(10, answers: false, except: 2);
        Assert.False(_panel.LineFilters);
        Assert.Equal(TimestampRole.Used, _panel.Hosts[2].Role);
        Array.Clear(_asked);
        Run(700, answers: false, except: 2);
        Assert.InRange(_asked[0], 1, TimestampStanding.Retries);
    }

    private void Run(double seconds, bool answers, int except = -1)
    {
        Instant end = _now + Duration.FromSeconds(seconds);
        // Not a divisor of ten milliseconds: the test is sent off the grid.
        for (; _now < end; _now += new Duration(103_000_000))
        {
            while (_losses.TryPeek(out (int Host, Instant SentAt) lost)
                && _now - lost.SentAt >= NonceLedger.Patience)
            {
                _panel.Hosts[lost.Host].TakeLoss(_now);
                _losses.Dequeue();
            }
            for (int i = 0; i < Hosts; i++)
                Ask(i, answers || i == except);
        }
    }

    private void Ask(int host, bool answers)
    {
        TimestampStanding standing = _panel.Hosts[host];
        if (!_panel.AsksTimestamp(host, _now))
        {
            standing.TakeEcho(answered: true, _now);
            return;
        }
        _asked[host]++;
        if (answers)
        {
            TimestampAnswer answer = _host.Answer(_now);
            standing.Take(in answer, _now);
        }
        else
        {
            _losses.Enqueue((host, _now));
        }
    }
}
