using System.Threading;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;

namespace Wanctl.Host.Loop;

/// <summary>
/// The page to read first. One thread steps all links on one absolute grid; nothing in it ever waits for an answer,
/// because answers are part of a later observation.
/// </summary>
public sealed class ControlLoop
{
    /// <summary>
    /// Links are staggered over at most five places in the tick: 10 ms apart their work does not pile up, and fifty
    /// links still cost no more than a hundred wake-ups a second.
    /// </summary>
    private const int GroupsMax = 5;

    /// <summary>Turns that may fail in a row before the loop gives up and leaves the rest to the supervisor.</summary>
    private const int FailuresMax = 5;

    // Arrays: to walk a list behind an interface would allocate an enumerator each turn.
    private readonly IShaperConnection[] _shapers;
    private readonly Link[][] _groups;
    private readonly int[] _failures;
    private readonly Link[] _links;
    private readonly EventQueue _events;
    private readonly LoopPulse _pulse;
    private readonly Steering? _steering;
    private readonly Duration _interval;
    private LinkSettings[]? _adopt;
    private volatile bool _stopping;
    private bool _givenUp;

    /// <summary>Makes a loop over links with equal intervals, two of which may be steered between.</summary>
    public ControlLoop(
        IReadOnlyList<Link> links,
        IReadOnlyList<IShaperConnection> shapers,
        IServiceNotice notice,
        EventQueue events,
        Steering? steering = null)
    {
        _steering = steering;
        _shapers = [.. shapers];
        _events = events;
        _links = [.. links];
        _interval = links[0].Settings.Interval;
        int count = Math.Min(links.Count, GroupsMax);
        _groups = new Link[count][];
        _failures = new int[count];
        for (int group = 0; group < count; group++)
            _groups[group] = Array.FindAll(_links, link => Array.IndexOf(_links, link) % count == group);
        _pulse = new LoopPulse(_interval, count, notice);
    }

    /// <summary>How the loop itself is doing; any thread may read it.</summary>
    public LoopFigures Figures => _pulse.Figures;

    /// <summary>
    /// Runs until <see cref="Stop"/>; returns false where the turns of one group of links failed too often in a row.
    /// </summary>
    public bool Run()
    {
        using var timer = new TickTimer(_interval, _groups.Length);
        while (!_stopping && !_givenUp)
        {
            TickSlot slot = timer.Wait();
            try
            {
                Turn(in slot);
                _failures[slot.Group] = 0;
            }
#pragma warning disable CA1031 // The one catch-all: a fault of ours must not silence the links that still work.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Fail(slot.Group, exception);
            }
            _pulse.Beat(in slot, _failures[slot.Group] > 0);
        }
        return !_givenUp;
    }

    /// <summary>Ends the loop after the present turn; any thread may call it.</summary>
    public void Stop() => _stopping = true;

    /// <summary>
    /// Hands over changed settings, one for each link in the same order; they are taken up at the next turn.
    /// </summary>
    public void Adopt(LinkSettings[] settings) => Interlocked.Exchange(ref _adopt, settings);

    private void Turn(in TickSlot slot)
    {
        TakeUpSettings();
        foreach (IShaperConnection shaper in _shapers)
            shaper.Receive(slot.Now);
        foreach (Link link in _groups[slot.Group])
        {
            Observation seen = link.Gather(in slot);
            Decision chosen = LinkController.Step(link.Settings, link.State, in seen);
            link.Apply(in seen, in chosen);
            _steering?.Follow(link, in seen, in chosen);
        }
        foreach (IShaperConnection shaper in _shapers)
            shaper.Send(slot.Now);
    }

    private void Fail(int group, Exception exception)
    {
        int failures = ++_failures[group];
        _events.Post(Happening.TurnFailed, "loop", exception.ToString(), failures);
        _givenUp = failures == FailuresMax;
    }

    private void TakeUpSettings()
    {
        if (Interlocked.Exchange(ref _adopt, null) is not { } settings)
            return;
        for (int i = 0; i < _links.Length; i++)
            _links[i].Adopt(settings[i]);
    }
}
