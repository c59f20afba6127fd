using Wanctl.Core.Units;
using Wanctl.Host.Cake;
using Wanctl.Host.Tell;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Tests.Host.Cake;

/// <summary>Troubles that repeat are told once a minute.</summary>
public sealed class CakeVoiceTests
{
    private readonly EventQueue _events = new();
    private readonly CakeDialogue _dialogue = new(["wan"]);
    private readonly CakeVoice _voice;

    public CakeVoiceTests() => _voice = new CakeVoice(_dialogue, _events);

    [Fact]
    public void A_slow_kernel_is_told_once_a_minute()
    {
        for (int second = 0; second < 120; second++)
        {
            _voice.Listen(Duration.FromMillis(99), At(second));
            _voice.Listen(Duration.FromMillis(second == 0 ? 1234 : 101), At(second));
        }

        Assert.Equal([(Happening.KernelSlow, 1234L), (Happening.KernelSlow, 101L)], Told());
    }

    [Fact]
    public void Overruns_are_told_once_a_minute_with_their_number()
    {
        for (int second = 0; second < 61; second++)
        {
            _dialogue.Overrun();
            _voice.Listen(Duration.Zero, At(second));
        }

        Assert.Equal([(Happening.KernelOverrun, 1L), (Happening.KernelOverrun, 60L)], Told());
    }

    [Fact]
    public void A_socket_that_cannot_be_opened_is_told_once_a_minute_and_another_reason_at_once()
    {
        for (int second = 0; second < 61; second++)
            _voice.Closed("no memory", At(second));
        _voice.Closed("no permission", At(62));

        Assert.Equal(3, Told().Count);
    }

    private static Instant At(int seconds) => new Instant(1_000_000_000_000) + Duration.FromSeconds(seconds);

    private List<(Happening What, long Number)> Told()
    {
        var told = new List<(Happening, long)>();
        while (_events.TryTake(out HostEvent one))
            told.Add((one.What, one.Number));
        return told;
    }
}
