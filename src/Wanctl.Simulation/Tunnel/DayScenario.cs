using Wanctl.Core.Units;
using Wanctl.Simulation.Line;
using static Wanctl.Simulation.Tunnel.ScenarioParts;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// A day of a home on cable: an idle night with a backup and an update, a working day of calls and pages, an evening of
/// films, games and downloads on a segment that sags, two outages and some changes of the path. When things happen
/// differs with the seed.
/// </summary>
internal static class DayScenario
{
    private const double Minute = 60;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;
    private const double DownMbps = 230;
    private const double UpMbps = 23;

    /// <summary>The day.</summary>
    public static Scenario Make() => Basic("day", Day, 250, 25) with
    {
        Summary = "24 hours of a home on cable: calls, pages, films, games, backups, an evening sag, two outages",
        DownCapacity = seed => Line(seed, seed * 19 + 8, DownMbps * Mbps, 0.55),
        UpCapacity = seed => Line(seed, seed * 19 + 9, UpMbps * Mbps, 0.75),
        Path = Path,
        Noise = LineNoise.Still,
        BlipsPerMinute = 0.2,
        Demands = [.. Demands()],
        Figures =
        [
            new("share of loaded time above 15 ms", FigureKind.Over15, false, 0, Day, 0.005, true),
            new("download used while wanted", FigureKind.UsedWhileWanted, false, 0, Day, 0.95, false),
            new("upload used while wanted", FigureKind.UsedWhileWanted, true, 0, Day, 0.95, false),
            new("download stuck at its floor (s)", FigureKind.Stuck, false, 0, Day, 0, true),
            new("upload stuck at its floor (s)", FigureKind.Stuck, true, 0, Day, 0, true),
            new("changes of the limits", FigureKind.Changes, false, 0, Day, 3000, true),
            new("false cuts, download", FigureKind.FalseCuts, false, 0, Day, 0, true),
            new("false cuts, upload", FigureKind.FalseCuts, true, 0, Day, 0, true),
            new("p99 delay of calls' packets (ms)", FigureKind.CallDelayP99, false, 0, Day, 30, true),
            new("films stand still (s)", FigureKind.VideoStall, false, 0, Day, 60, true),
        ],
    };

    private static IEnumerable<Demand> Demands()
    {
        // The night: a backup of an hour and a quarter, and an update.
        yield return new(DemandKind.Bulk, (2 * Hour, 3.25 * Hour)) { Up = true, Flows = 2 };
        yield return new(DemandKind.Bulk, (4 * Hour, 4 * Hour + 12 * Minute)) { Flows = 4 };
        // The day: pages from the morning to the night, calls, and files of some minutes.
        yield return new(DemandKind.Pages, (6.5 * Hour, 23.5 * Hour)) { PerMinute = 2 };
        yield return new(
            DemandKind.Call, (9 * Hour, 9.75 * Hour), (11 * Hour, 11.5 * Hour), (14 * Hour, 15 * Hour),
            (19.5 * Hour, 20 * Hour));
        yield return new(
            DemandKind.Bulk, (9.25 * Hour, 9.3 * Hour), (11.2 * Hour, 11.25 * Hour), (13 * Hour, 13.1 * Hour),
            (14.5 * Hour, 14.6 * Hour), (16 * Hour, 16.05 * Hour)) { Flows = 4 };
        yield return new(
            DemandKind.Bulk, (9.5 * Hour, 9.6 * Hour), (14.25 * Hour, 14.5 * Hour), (16.5 * Hour, 16.6 * Hour),
            (20 * Hour, 20.2 * Hour)) { Up = true, Flows = 2 };
        // The evening: films, a game, a download of forty minutes by senders of both kinds.
        yield return new(DemandKind.Video, (12 * Hour, 13 * Hour), (18 * Hour, 23 * Hour));
        yield return new(DemandKind.Game, (17 * Hour, 19 * Hour), (21 * Hour, 22.5 * Hour));
        yield return new(DemandKind.Bulk, (18.5 * Hour, 19.17 * Hour), (21.5 * Hour, 22 * Hour)) { Flows = 2 };
        yield return new(DemandKind.Bulk, (18.5 * Hour, 19.17 * Hour), (21.5 * Hour, 22 * Hour))
        {
            Flows = 2, Bbr = true,
        };
    }

    /// <summary>
    /// What the line carries: a little more or less each quarter of an hour, the sag of the evening, and two outages of
    /// half a minute and of two minutes, after which the modem is back with all at once.
    /// </summary>
    /// <param name="seed">The seed of the outages, the same for both directions.</param>
    /// <param name="own">The seed of what differs between them.</param>
    /// <param name="most">What it carries at its best, in bit/s.</param>
    /// <param name="evening">Which share of that is left at eight in the evening.</param>
    private static Track Line(ulong seed, ulong own, double most, double evening)
    {
        const double Quarter = Hour / 4;
        const double Edge = 0.001;
        var outages = new SeededNoise(seed * 29 + 10);
        double first = Math.Floor((7 + 3 * outages.Share()) * 4) * Quarter;
        double second = Math.Floor((15 + 2 * outages.Share()) * 4) * Quarter;
        var noise = new SeededNoise(own);
        var points = new List<(double Seconds, double Value)>();
        for (double at = 0; at <= Day; at += Quarter)
        {
            double hour = at / Hour;
            // Neighbours come home at five and go to bed at eleven.
            double busy = hour is < 17 or > 23 ? 0 : Math.Sin(Math.PI * (hour - 17) / 6);
            double value = most * (1 - (1 - evening) * busy) * (1 - 0.04 * noise.Share());
            points.Add((at, value));
            if (at != first && at != second)
                continue;
            double length = at == first ? Minute / 2 : 2 * Minute;
            points.AddRange([(at + Edge, 0), (at + length, 0), (at + length + Edge, value)]);
        }
        return Track.Ramps([.. points]);
    }

    /// <summary>The provider sends packets another way some times a day, up to 6 ms longer.</summary>
    private static Track Path(ulong seed) => Track.Walk(seed * 23 + 9, Day, 0, 6, 1 * Hour, 5 * Hour);
}
