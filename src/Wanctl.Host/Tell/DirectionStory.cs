using Microsoft.Extensions.Logging;
using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;

namespace Wanctl.Host.Tell;

/// <summary>Tells the changes of one direction: zones (at most one line a second), a floor that holds, a foreign hand.</summary>
internal sealed class DirectionStory(Link link, string direction, Duration interval, ILogger log)
{
    private static readonly Duration ZonePause = Duration.FromSeconds(1);

    /// <summary>A floor that holds for this long is worth a line: a moment at the floor is what floors are for.</summary>
    private static readonly Duration FloorPatience = Duration.FromSeconds(10);

    private Zone _zone;
    private Rate _rate;
    private Instant _toldAt = Instant.Never;
    private int _untold;
    private long _floorTicks;

    public void Follow(in DirectionDecision now, double deltaMs, Instant at)
    {
        if (now.Zone != _zone)
            Zones(in now, deltaMs, at);
        if (now.ForeignChange)
            Sentences.ForeignChange(log, link.Settings.Name, direction, now.Applied.Mbps);
        Floor(in now, deltaMs);
    }

    private void Zones(in DirectionDecision now, double deltaMs, Instant at)
    {
        if (at - _toldAt < ZonePause)
        {
            _untold++;
        }
        else
        {
            string more = _untold == 0 ? "" : $"; {_untold} changes untold before";
            Rate before = _rate == Rate.Zero ? now.Wanted : _rate;
            Sentences.ZoneChanged(
                log, link.Settings.Name, direction, Words.Of(_zone), Words.Of(now.Zone), deltaMs, before.Mbps, now.Wanted.Mbps,
                Words.Of(now.Reason), more);
            _toldAt = at;
            _untold = 0;
            _rate = now.Wanted;
        }
        _zone = now.Zone;
    }

    private void Floor(in DirectionDecision now, double deltaMs)
    {
        Rate floor = direction == "download" ? link.Settings.Download.FloorRed : link.Settings.Upload.FloorRed;
        Rate ceiling = direction == "download" ? link.Settings.Download.Ceiling : link.Settings.Upload.Ceiling;
        _floorTicks = now.Wanted == floor && floor != ceiling ? _floorTicks + 1 : 0;
        if (_floorTicks == FloorPatience.Nanos / interval.Nanos)
            Sentences.AtFloor(log, link.Settings.Name, direction, floor.Mbps, (int)FloorPatience.Seconds, deltaMs);
    }
}
