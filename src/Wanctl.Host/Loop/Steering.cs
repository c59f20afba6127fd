using System.Threading;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Host.Time;

namespace Wanctl.Host.Loop;

/// <summary>Steering between two links of the loop: follows both, and steps with the primary one.</summary>
public sealed class Steering(
    SteeringSettings settings, Link primary, Link alternate, IRuleHand hand, IShaperConnection router)
{
    /// <summary>At the end each turn is as short as an answer over a LAN may take.</summary>
    private const int ReleaseTurnMillis = 10;

    private readonly SteeringController _controller = new(settings);
    private long _tick = -1;

    /// <summary>What it runs on.</summary>
    public SteeringSettings Settings { get; } = settings;

    /// <summary>What it decided.</summary>
    public SteeringFeed Feed { get; } = new(settings.HistorySize);

    /// <summary>
    /// Takes a tick of a link, after its step; that of the primary link is a tick of steering as well.
    /// </summary>
    public void Follow(Link link, in Observation seen, in Decision chosen)
    {
        bool isPrimary = link == primary;
        if (!isPrimary && link != alternate)
            return;
        _controller.Follow(isPrimary, in seen, in chosen, link.State.Law, link.Settings);
        if (isPrimary)
            Step(seen.Tick, seen.Now);
    }

    /// <summary>
    /// Switches the rules off and reads that they are, now that the loop has ended: nobody is left to do it later.
    /// Waits for the router; for the thread that ran the loop, or one after it.
    /// </summary>
    /// <param name="patience">How long the router may take.</param>
    /// <returns>Whether the rules are known to be off; true in observe mode, which never turned them on.</returns>
    public bool Release(Duration patience)
    {
        if (Settings.Mode != SteeringMode.Active)
            return true;
        _controller.Releasing = true;
        Instant end = Clock.Now() + patience;
        for (Instant now = Clock.Now(); now < end; now = Clock.Now())
        {
            router.Receive(now);
            Step(_tick + 1, now);
            router.Send(now);
            if (_controller.Released)
                return true;
            Thread.Sleep(ReleaseTurnMillis);
        }
        return false;
    }

    private void Step(long tick, Instant now)
    {
        _tick = tick;
        RuleReport report = default;
        hand.Report(ref report);
        SteeringDecision decision = _controller.Step(tick, now, in report);
        hand.Apply(in decision);
        Feed.Record(in decision);
    }
}
