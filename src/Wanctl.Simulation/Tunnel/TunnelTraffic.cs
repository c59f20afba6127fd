using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Everything that wants to use a scenario's line: makes the flows both ways and moves them.</summary>
internal sealed class TunnelTraffic
{
    /// <summary>Connections for pages: two pages at a time.</summary>
    private const int PageFlows = 12;

    /// <summary>A page's connection fetches so much in the median.</summary>
    private const double PageBytes = 100_000;

    private readonly List<(Track Times, FlowGroup Group, bool Up)> _bulk = [];
    private readonly List<(Track Times, FlowGroup Group, double PerMinute)> _pages = [];
    private readonly List<VideoPlayer> _players = [];
    private readonly List<(DemandKind Kind, PacketStream Packets)> _streams = [];
    private SeededNoise _pageNoise;

    /// <summary>Makes the flows and the line that they use.</summary>
    /// <param name="scenario">What they want.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="downMost">Bytes that the provider's queue toward the user holds.</param>
    /// <param name="upMost">The same toward the Internet.</param>
    public TunnelTraffic(Scenario scenario, ulong seed, double downMost, double upMost)
    {
        var down = new FlowSet(scenario.BaseRttMs);
        var up = new FlowSet(scenario.BaseRttMs);
        Track load = Load(scenario);
        AddBulk(down.Add(scenario.DownFlows, scenario.DownPace), load, up: false);
        AddBulk(up.Add(scenario.UpFlows, scenario.UpPace), load, up: true);
        var films = new List<(Track Times, FlowGroup Group)>();
        foreach (Demand demand in scenario.Demands)
            Add(demand, demand.Up ? up : down, films, seed);
        Line = new LinePair(
            new LineDirection(towardUser: true, down.Flows, seed) { Fifo = { Most = downMost } },
            new LineDirection(towardUser: false, up.Flows, ~seed) { Fifo = { Most = upMost } },
            scenario.AckShare);
        foreach ((Track times, FlowGroup group) in films)
            _players.Add(new VideoPlayer(times, Line.Down, group));
        _pageNoise = new SeededNoise(seed * 7 + 3);
    }

    /// <summary>The line.</summary>
    public LinePair Line { get; }

    /// <summary>Lets the line move by a millisecond, and all that use it.</summary>
    public void Step(int millis, double pathMs)
    {
        double seconds = millis / 1000.0;
        foreach ((Track times, FlowGroup group, bool up) in _bulk)
            (up ? Line.Up : Line.Down).Run(group, times.At(seconds) > 0 ? group.Count : 0);
        foreach ((Track times, FlowGroup group, double perMinute) in _pages)
            Browse(group, times.At(seconds) * perMinute / 60_000);
        foreach (VideoPlayer player in _players)
            player.Step(seconds);
        double sparse = 0;
        foreach ((_, PacketStream packets) in _streams)
            sparse += packets.Send(seconds);
        Line.Step(pathMs, sparse);
        foreach ((_, PacketStream packets) in _streams)
            packets.Step(Line, millis);
    }

    /// <summary>What calls, games and films experienced over the whole run; NaN where there was none.</summary>
    public double Measured(FigureKind kind) => kind switch
    {
        FigureKind.CallDelayP99 => Most(Streams(DemandKind.Call), call => call.Quantile(0.99)),
        FigureKind.CallLoss => Most(Streams(DemandKind.Call), call => call.LossShare),
        FigureKind.GameDelayP99 => Most(Streams(DemandKind.Game), game => game.Quantile(0.99)),
        FigureKind.VideoStall => Most(_players, player => player.StallSeconds),
        FigureKind.VideoRate => -Most(_players, player => -player.MeanRate) / 1e6,
        _ => double.NaN,
    };

    private IEnumerable<PacketStream> Streams(DemandKind kind)
    {
        foreach ((DemandKind own, PacketStream packets) in _streams)
        {
            if (own == kind)
                yield return packets;
        }
    }

    private static double Most<T>(IEnumerable<T> all, Func<T, double> value)
    {
        double most = double.NaN;
        foreach (T one in all)
            most = double.IsNaN(most) ? value(one) : Math.Max(most, value(one));
        return most;
    }

    private static Track Load(Scenario scenario)
    {
        if (scenario.LoadSpells.Count > 0)
            return new Demand(DemandKind.Bulk, scenario.LoadSpells).Times();
        return scenario.LoadFrom > 0 ? Track.Steps((0, 0), (scenario.LoadFrom, 1)) : Track.Always(1);
    }

    private void AddBulk(FlowGroup group, Track times, bool up)
    {
        if (group.Count > 0)
            _bulk.Add((times, group, up));
    }

    private void Add(Demand demand, FlowSet flows, List<(Track Times, FlowGroup Group)> films, ulong seed)
    {
        Track times = demand.Times();
        ulong own = seed * 17 + (ulong)_streams.Count + 6;
        switch (demand.Kind)
        {
            case DemandKind.Bulk:
                AddBulk(flows.Add(demand.Flows, demand.Pace, demand.Bbr), times, demand.Up);
                break;
            case DemandKind.Pages:
                _pages.Add((times, flows.Add(PageFlows), demand.PerMinute));
                break;
            case DemandKind.Video:
                films.Add((times, flows.Add(1)));
                break;
            case DemandKind.Call:
                _streams.Add((demand.Kind, new PacketStream(times, perSecond: 64, bytes: 250, own)));
                break;
            default:
                _streams.Add((demand.Kind, new PacketStream(times, perSecond: 60, bytes: 120, own)));
                break;
        }
    }

    /// <summary>A page is fetched now and then: six connections, half of them within 100 kB, some far more.</summary>
    private void Browse(FlowGroup group, double chance)
    {
        if (chance <= 0 || _pageNoise.Share() >= chance)
            return;
        for (int i = 0; i < PageFlows / 2; i++)
            Line.Down.Fetch(group, PageBytes * Math.Exp(_pageNoise.Normal()));
    }
}
