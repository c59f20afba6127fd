using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Measure;

namespace Wanctl.Tests.Measuring;

/// <summary>Samples in, figures and judgements out.</summary>
public class FiguresTests
{
    [Fact]
    public void Figures_of_a_reflector_are_those_of_its_own_samples_in_the_order_of_sending()
    {
        EchoSample[] samples =
        [
            Sample(30, 0, 3), Sample(20, 0, 1), Sample(22, 0, 2), Sample(90, 1, 1), Sample(null, 0, 4),
        ];
        // Sent in the order 20, 22, 30: differences of 2 and 8.
        Assert.Equal(new EchoFigures(4, 1, 20, 22, 30, 5), EchoFigures.Of(samples, 0));
        Assert.Equal(new EchoFigures(0, 0, 0, 0, 0, 0), EchoFigures.Of(samples, 2));
    }

    [Fact]
    public void Noise_is_held_against_the_own_reflector()
    {
        var samples = new List<EchoSample>();
        for (int i = 0; i < 100; i++)
            samples.Add(Sample((i % 2 == 0 ? 10 : 50) + (i >= 90 ? 7 : 0), (byte)(i % 2), i));
        IdleFigures idle = IdleFigures.Of(samples, 2, null);
        Assert.Equal((10.0, 50.0), (idle.Reflectors[0].MedianMs, idle.Reflectors[1].MedianMs));
        Assert.Equal((7.0, false), (idle.ExcessP95Ms, idle.Busy));
    }

    [Theory]
    [InlineData(900, 20, 940, 38, true, false)]
    [InlineData(900, 36, 940, 38, true, true)]
    [InlineData(1, 37, 940, 38, false, true)]
    [InlineData(100, 20, 940, 38, true, true)]
    [InlineData(100, 5, 940, 38, true, false)]
    [InlineData(0.4, 0.2, 940, 38, true, false)]
    [InlineData(100, 30, 0, 0, true, true)]
    public void Acknowledgements_are_no_load(
        double down, double up, double downLimit, double upLimit, bool d, bool u) =>
        Assert.Equal(new LoadedWays(d, u), LoadedWays.Of(Mbps(down, up), Mbps(downLimit, upLimit)));

    [Theory]
    [InlineData(50, 40, 47.5, 2, Verdict.InQueue)]
    [InlineData(50, 40, 47.5, 40, Verdict.Beyond)]
    [InlineData(50, 40, 60, 40, Verdict.Unheeded)]
    [InlineData(50, 40, 5, 2, Verdict.Unclear)]
    [InlineData(50, 4, 47.5, 2, Verdict.NotFilled)]
    [InlineData(95, 4, 90, 2, Verdict.Calm)]
    public void A_judgement_needs_the_load_and_its_obedience(
        double carried, double excess, double stepCarried, double stepExcess, object verdict)
    {
        LoadFigures ceiling = Load(100, carried, excess);
        LoadFigures step = Load(carried * 0.95, stepCarried, stepExcess);
        Assert.Equal(verdict, Judgement.Of(ceiling, [step], new LoadedWays(true, false), 5).Verdict);
    }

    [Fact]
    public void Few_answers_prove_nothing()
    {
        LoadFigures ceiling = Load(100, 50, 40);
        LoadFigures step = Load(47.5, 47, 1) with { Lost = 91 };
        Assert.Equal(Verdict.Unclear, Judgement.Of(ceiling, [step], new LoadedWays(true, false), 5).Verdict);
    }

    private static LoadFigures Load(double limit, double carried, double excess) =>
        new(1, Mbps(limit, 38), Mbps(carried, 1), excess, excess, 100, 0);

    private static RatePair Mbps(double down, double up) => new(Rate.FromMbps(down), Rate.FromMbps(up));

    private static EchoSample Sample(double? millis, byte reflector, int order) => new()
    {
        SentAt = new Instant(order * 1_000_000L),
        Reflector = reflector,
        RttMicros = millis is { } time ? (int)(time * 1000) : EchoSample.Lost,
    };
}
