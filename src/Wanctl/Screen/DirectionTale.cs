using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Screen;

/// <summary>
/// Tells one direction as episodes: when it gets worse than it was, when it is calm again, when it touches its floor
/// or is back at its ceiling. Zones that flicker in between are not worth a line.
/// </summary>
internal sealed class DirectionTale(string name, DirectionSettings bounds, ScreenEvents events)
{
    /// <summary>GREEN for this long ends an episode.</summary>
    private static readonly Duration Calm = Duration.FromSeconds(1);

    /// <summary>A direction has left its ceiling when it stands a twentieth below it.</summary>
    private const double LeftCeiling = 0.95;

    private Zone _worst = Zone.Green;
    private Instant _since;
    private Instant _greenSince = Instant.Never;
    private Rate _before;
    private bool _belowCeiling;
    private bool _floorTold;

    /// <summary>Follows one tick.</summary>
    /// <param name="now">What was decided.</param>
    /// <param name="zone">What is known of the zone.</param>
    /// <param name="deltaMs">The excess in milliseconds.</param>
    /// <param name="at">When the tick was.</param>
    public void Follow(in DirectionDecision now, Zone zone, double deltaMs, Instant at)
    {
        if (_before == Rate.Zero)
            _before = now.Wanted;
        if (zone > _worst)
            Worsen(in now, zone, deltaMs, at);
        else if (zone == Zone.Green && _worst > Zone.Green)
            Ease(in now, deltaMs, at);
        if (zone != Zone.Green)
            _greenSince = Instant.Never;
        Bounds(in now, deltaMs, at);
        if (now.ForeignChange)
            Tell(at, Ink.Yellow, $"limit was changed by somebody else to {Words.Mbps(now.Applied)} Mbit/s");
        _before = now.Wanted;
    }

    private void Worsen(in DirectionDecision now, Zone zone, double deltaMs, Instant at)
    {
        if (_worst == Zone.Green)
        {
            _since = at;
            _floorTold = false;
        }
        _worst = zone;
        string deed = now.Wanted < _before
            ? $"cut {Words.Mbps(_before)} -> {Words.Mbps(now.Wanted)} Mbit/s"
            : $"held at {Words.Mbps(now.Wanted)} Mbit/s";
        Tell(at, ZoneInk.Of(zone), $"{Words.Of(zone)}: {deed}, delta {Figure.Millis(deltaMs)} ms");
    }

    private void Ease(in DirectionDecision now, double deltaMs, Instant at)
    {
        if (_greenSince == Instant.Never)
            _greenSince = at;
        if (at - _greenSince < Calm)
            return;
        string lasted = Figure.Seconds(_greenSince - _since);
        Tell(at, Ink.Green,
            $"GREEN again after {lasted}: {Words.Mbps(now.Wanted)} Mbit/s, delta {Figure.Millis(deltaMs)} ms");
        _worst = Zone.Green;
    }

    private void Bounds(in DirectionDecision now, double deltaMs, Instant at)
    {
        if (now.Reason == Reason.AtFloor && !_floorTold && bounds.FloorRed < bounds.Ceiling)
        {
            _floorTold = true;
            string floor = Words.Mbps(now.Wanted);
            Tell(at, Ink.Orange, $"at its floor of {floor} Mbit/s, delta {Figure.Millis(deltaMs)} ms");
        }
        if (now.Wanted.BitsPerSecond < LeftCeiling * bounds.Ceiling.BitsPerSecond)
            _belowCeiling = true;
        if (!_belowCeiling || now.Wanted != bounds.Ceiling)
            return;
        _belowCeiling = false;
        Tell(at, Ink.Green, $"back at its ceiling of {Words.Mbps(now.Wanted)} Mbit/s");
    }

    private void Tell(Instant at, Ink ink, string text) => events.Add(new ScreenEvent(at, ink, name + " " + text));
}
