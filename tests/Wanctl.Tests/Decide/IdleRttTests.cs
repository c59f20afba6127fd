using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Decide;

/// <summary>The idle RTT of a reflector is the law's: what it knows is restored, handed over and told.</summary>
public sealed class IdleRttTests
{
    /// <summary>The clock counts from when the machine began.</summary>
    private static readonly Instant s_aDay = new(86_400_000_000_000);

    public static TheoryData<RateLawKind> Laws => new(Enum.GetValues<RateLawKind>());

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_start_with_what_was_known_does_not_take_a_full_buffer_for_the_path(RateLawKind law)
    {
        LinkSettings settings = Under(law);
        LinkState state = new JournalStart(LinkMemory.Initial(settings), [20_000, 27_000, 34_000]).Make(settings);
        for (int i = 0; i < 40; i++)
            Step(settings, state, i, (byte)(i % 2), 120 + 7 * (i % 2));

        Assert.Equal(20_000, state.Law.IdleRttMicros(0), 200.0);
        Assert.Equal(27_000, state.Law.IdleRttMicros(1), 200.0);
        Assert.Equal(34_000, state.Law.IdleRttMicros(2), 0.001);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_reload_hands_it_over_whatever_the_law_is(RateLawKind law)
    {
        LinkSettings settings = Under(law);
        LinkState state = new JournalStart(LinkMemory.Initial(settings), []).Make(settings);
        for (int i = 0; i < 200; i++)
            Step(settings, state, i, (byte)(i % 2), 20 + 7 * (i % 2));
        foreach (RateLawKind next in Enum.GetValues<RateLawKind>())
        {
            state.Adopt(Under(next));

            Assert.Equal(20_000, state.Law.IdleRttMicros(0), 1.0);
            Assert.Equal(27_000, state.Law.IdleRttMicros(1), 1.0);
            Assert.Equal(0, state.Law.IdleRttMicros(2));
        }
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_dry_run_tells_it_too(RateLawKind law)
    {
        LinkSettings settings = Under(law) with { DryRun = true };
        LinkState state = new JournalStart(LinkMemory.Initial(settings), [0, 27_000]).Make(settings);
        Step(settings, state, 0, 0, 20);

        Assert.Equal((20_000.0, 27_000.0), (state.Law.IdleRttMicros(0), state.Law.IdleRttMicros(1)));
    }

    private static LinkSettings Under(RateLawKind law)
    {
        LinkSettings line = TunnelSettings.Link("line", 100, 20);
        return line with { Law = law, Probe = line.Probe with { Reflectors = TunnelSettings.Reflectors(3) } };
    }

    private static void Step(LinkSettings settings, LinkState state, int tick, byte reflector, double rttMs)
    {
        Observation seen = default;
        seen.Tick = tick;
        seen.Now = s_aDay + settings.Interval * tick;
        seen.Shaper.State = ShaperState.Ready;
        seen.Echoes.Add(new EchoSample
        {
            Reflector = reflector,
            RttMicros = (int)(rttMs * 1000),
            SentAt = seen.Now - Duration.FromMillis(rttMs),
        });
        LinkController.Step(settings, state, in seen);
    }
}
