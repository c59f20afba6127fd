using Microsoft.Extensions.Logging;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Logging;

namespace Wanctl.Tests.Logging;

public sealed class RepeatFilterTests : IDisposable
{
    private readonly LineCollector _lines = new();
    private readonly RepeatFilter _filter;
    private Instant _now = new(1_000_000_000);

    public RepeatFilterTests() => _filter = new RepeatFilter(_lines, () => _now);

    public void Dispose() => _filter.Dispose();

    [Fact]
    public void Five_are_told_and_the_rest_is_counted()
    {
        for (int i = 0; i < 40; i++)
            Lost("10.0.0.1:8728", i);
        Assert.Equal(RepeatFilter.Burst, _lines.Texts.Count);

        Pass(60);
        Sentences.LoopSummary(_filter, "1 turn", 0, 1, 1, 1, 1);

        Assert.Equal(
            "router 10.0.0.1:8728: connection lost: reset; next try in 39 ms (35 times in 60 s, this is the last)",
            _lines.Texts[RepeatFilter.Burst]);
        Assert.Equal(RepeatFilter.Burst + 2, _lines.Texts.Count);
    }

    [Fact]
    public void Another_link_router_or_direction_is_another_event()
    {
        for (int i = 0; i < 20; i++)
        {
            Lost("10.0.0.1:8728", i);
            Lost("10.0.0.2:8728", i);
            Sentences.AtFloor(_filter, "cable", "download", 200, 10, Words.Millis(i), "");
            Sentences.AtFloor(_filter, "cable", "upload", 8, 10, Words.Millis(i), "");
        }

        Assert.Equal(4 * RepeatFilter.Burst, _lines.Texts.Count);
    }

    [Fact]
    public void Pauses_grow_to_an_hour_while_it_goes_on()
    {
        for (int second = 0; second < 86_400; second++)
        {
            Lost("10.0.0.1:8728", second);
            Pass(1);
        }

        // 1, 2, 4 ... 32 minutes, then 60 each.
        Assert.InRange(_lines.Texts.Count, 20, 40);
        Assert.Contains("(3600 times in 3600 s, this is the last)", _lines.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_quiet_for_ten_minutes_is_told_anew()
    {
        for (int i = 0; i < 20; i++)
            Lost("10.0.0.1:8728", i);
        Pass(61);
        Lost("10.0.0.1:8728", 20);
        Assert.Equal(RepeatFilter.Burst + 1, _lines.Texts.Count);
        for (int i = 0; i < 20; i++)
        {
            Pass(60);
            Sentences.LoopSummary(_filter, "1 turn", 0, 1, 1, 1, 1);
        }
        _lines.Texts.Clear();

        Lost("10.0.0.1:8728", 0);

        Assert.EndsWith("next try in 0 ms", Assert.Single(_lines.Texts), StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_tells_what_was_held_back()
    {
        for (int i = 0; i < 7; i++)
            Lost("10.0.0.1:8728", i);
        Pass(3);

        _filter.Dispose();

        Assert.Contains("(2 times in 3 s, this is the last)", _lines.Texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void More_things_than_there_are_in_a_box_are_bounded_and_lose_nothing_untold()
    {
        for (int thing = 0; thing < 1000; thing++)
        {
            for (int i = 0; i < 6; i++)
                Lost($"10.0.0.1:{thing}", i);
            Pass(0.001);
        }
        _filter.Dispose();

        Assert.Equal(6 * 1000, _lines.Texts.Count);
    }

    private void Lost(string where, int number) => Sentences.RouterLost(_filter, where, "reset", number);

    private void Pass(double seconds) => _now += Duration.FromSeconds(seconds);
}
