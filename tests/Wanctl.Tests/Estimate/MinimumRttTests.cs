using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

public sealed class MinimumRttTests
{
    private const double DaySeconds = 86_400;

    [Fact]
    public void Each_reflector_has_its_own_and_samples_share_one_distance()
    {
        var minima = new MinimumRtt(3);
        int[] distance = [20_000, 33_000, 12_000];
        for (int i = 0; i < 30; i++)
            Take(minima, i % 3, distance[i % 3] + i % 5 * 100, i * 0.05);
        Assert.Equal(20_000, minima[0], 300.0);
        Assert.Equal(33_000, minima[1], 300.0);
        Assert.Equal(12_000, minima[2], 300.0);
        EchoSample late = Answer(1, (int)minima[1] + 50_000);
        Assert.Equal(minima[0] / 1000 + 50, minima.CommonMillis(in late), 6);
    }

    [Fact]
    public void A_lower_answer_is_taken_at_once()
    {
        var minima = new MinimumRtt(1);
        Take(minima, 0, 40_000, 0);
        Take(minima, 0, 21_000, 0.05);
        Assert.Equal(21_000, minima[0]);
    }

    [Fact]
    public void A_lasting_rise_is_taken_up_slowly_and_only_after_a_minute()
    {
        var minima = new MinimumRtt(1);
        double t = 0;
        for (; t < 60; t += 0.05)
            Take(minima, 0, 20_000, t);
        for (; t < 110; t += 0.05)
            Take(minima, 0, 35_000, t);
        Assert.Equal(20_000, minima[0]);
        for (; t < 190; t += 0.05)
            Take(minima, 0, 35_000, t);
        Assert.InRange(minima[0], 21_000, 24_000);
    }

    /// <summary>The clock counts from when the machine began, and a daemon starts at any time.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(DaySeconds)]
    public void What_was_restored_outlasts_the_first_answers(double from)
    {
        var minima = new MinimumRtt(1);
        minima.Restore(0, 20_000);
        for (double t = 0; t < 5; t += 0.05)
            Take(minima, 0, 90_000, from + t);
        Assert.InRange(minima[0], 20_000, 20_200);
    }

    private static void Take(MinimumRtt minima, int reflector, int micros, double seconds) =>
        minima.Take(Answer(reflector, micros), new Instant(1 + (long)(seconds * 1e9)), mayRise: true);

    private static EchoSample Answer(int reflector, int micros) =>
        new() { Reflector = (byte)reflector, RttMicros = micros };
}
