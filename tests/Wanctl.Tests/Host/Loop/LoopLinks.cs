using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Loop;
using Wanctl.Host.Time;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Loop;

/// <summary>Whole links with a line in memory and a hand that touches nothing.</summary>
internal static class LoopLinks
{
    /// <summary>Fifty turns of it are over in a second.</summary>
    public static LinkSettings Settings { get; } = Links.Cable with
    {
        Interval = Duration.FromMillis(20),
        Fallback = Links.Cable.Fallback with { Enabled = false },
    };

    /// <summary>For tests that send nobody on errands of their own.</summary>
    public static Errands Errands { get; } = new();

    public static Link Make(
        AnsweringChannel channel, LinkSettings? settings = null, LinkMemory? memory = null)
    {
        LinkSettings chosen = settings ?? Settings;
        return new Link(
            chosen,
            new LinkState(chosen, memory ?? LinkMemory.Initial(chosen)),
            channel,
            new EchoProbe(channel, chosen.Probe.Timeout, token: 0xABCDEF),
            new LineCheck(chosen.Fallback, chosen.Probe, Errands),
            new ObedientHand());
    }

    /// <summary>Steps a link as the loop does, without a loop.</summary>
    public static void Step(Link link, int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            Instant now = Clock.Now();
            var slot = new TickSlot(link.Journal.End, 0, now, now, 0);
            Observation seen = link.Gather(in slot);
            Decision chosen = LinkController.Step(link.Settings, link.State, in seen);
            link.Apply(in seen, in chosen);
        }
    }
}
