using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Simulation.Line;
using Wanctl.Simulation.Peers;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Puts a controller in charge of a scenario's line, on a virtual clock of whole milliseconds. The same scenario, law
/// and seed give the same run on every machine.
/// </summary>
public sealed class TunnelRunner
{
    private const int TruthEveryMs = 10;

    private readonly Scenario _scenario;
    private readonly ITunnelController _controller;
    private readonly TunnelTraffic _traffic;
    private readonly LinePair _line;
    private readonly SimulatedShaper _shaper;
    private readonly EchoRoad _road;
    private readonly Track _downCapacity;
    private readonly Track _upCapacity;
    private readonly Track _path;
    private readonly TruthKeeper _truth;
    private readonly ScoreKeeper _score;
    private readonly ITunnelObserver? _observer;
    private readonly ZoneWatch _zones = new();
    private readonly SplitMeter? _split;
    private SeededNoise _noise;
    private SeededNoise _truthNoise;
    private double _blipMs;
    private int _blipUntil;
    private double _downArrived;
    private double _upArrived;
    private double _wantedDown;
    private double _wantedUp;
    private uint _sequence;
    private byte _reflector;

    private TunnelRunner(Scenario scenario, ITunnelController controller, ulong seed, ITunnelObserver? observer)
    {
        _scenario = scenario;
        _controller = controller;
        _observer = observer;
        _downCapacity = scenario.DownCapacity(seed);
        _upCapacity = scenario.UpCapacity(seed);
        _path = scenario.Path(seed);
        _traffic = new TunnelTraffic(scenario, seed, QueueBytes(_downCapacity), QueueBytes(_upCapacity));
        _line = _traffic.Line;
        (LineDirection down, LineDirection up) = (_line.Down, _line.Up);
        down.Fifo.Capacity = _downCapacity.At(0);
        up.Fifo.Capacity = _upCapacity.At(0);
        down.Cake.Limit = scenario.Settings.Download.Ceiling.BitsPerSecond;
        up.Cake.Limit = scenario.Settings.Upload.Ceiling.BitsPerSecond;
        _shaper = new SimulatedShaper(scenario, down, up, seed);
        _road = new EchoRoad(scenario, down, up, seed * 13 + 5);
        _truth = new TruthKeeper(down, up);
        _score = new ScoreKeeper(scenario);
        _split = scenario.Probes == ProbeKind.Echo ? null : new SplitMeter(scenario.Settings.Probe.Reflectors.Count);
        _noise = new SeededNoise(seed * 3 + 1);
        _truthNoise = new SeededNoise(seed * 5 + 2);
    }

    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">What happens.</param>
    /// <param name="controller">Who decides; used up by the run.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="keepTrace">Whether truth and ticks are kept beyond the score.</param>
    public static TunnelRun Run(Scenario scenario, ITunnelController controller, ulong seed, bool keepTrace)
    {
        TunnelTrace? trace = keepTrace ? new TunnelTrace() : null;
        TunnelRun run = Run(scenario, controller, seed, trace);
        return trace is null ? run : run with { Truth = trace.Truth, Ticks = trace.Ticks };
    }

    /// <summary>Runs a scenario under the eyes of an observer.</summary>
    /// <param name="scenario">What happens.</param>
    /// <param name="controller">Who decides; used up by the run.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="observer">Sees all that happens; null for nobody.</param>
    public static TunnelRun Run(
        Scenario scenario, ITunnelController controller, ulong seed, ITunnelObserver? observer)
    {
        var runner = new TunnelRunner(scenario, controller, seed, observer);
        int length = (int)scenario.Length.Millis;
        int interval = (int)scenario.Settings.Interval.Millis;
        for (int millis = 0; millis < length; millis++)
        {
            runner.Step(millis);
            if (millis % TruthEveryMs == 0)
                runner.Note(millis);
            if (millis % interval == 0)
                runner.Tick(millis, millis / interval);
        }
        runner._truth.Finish(length);
        runner.TakeKnown();
        return new TunnelRun
        {
            Scenario = scenario,
            Law = controller.Name,
            Seed = seed,
            Score = runner._score.Finish(
                runner._zones, runner._shaper.Writes, runner._traffic, PeerScore(scenario, seed)) with
            {
                Split = runner._split?.Finish(),
            },
        };
    }

    /// <summary>How the peer's model does in the same run; null where no figure compares with it.</summary>
    private static Score? PeerScore(Scenario scenario, ulong seed)
    {
        bool compares = false;
        var plain = new List<FigureSpec>();
        foreach (FigureSpec spec in scenario.Figures)
        {
            compares |= spec.OfPeer;
            plain.Add(spec.Plain);
        }
        return compares
            ? Run(scenario with { Figures = plain }, new CakeAutorateModel(scenario.Settings), seed, null).Score
            : null;
    }

    private double QueueBytes(Track capacity)
    {
        double meant = _scenario.FifoAtMean ? capacity.Mean : capacity.At(0);
        return Math.Max(10 * TcpFlow.PacketBytes, meant / 8000 * _scenario.FifoMs);
    }

    private void Step(int millis)
    {
        double seconds = millis / 1000.0;
        _line.Down.Fifo.Capacity = _downCapacity.At(seconds);
        _line.Up.Fifo.Capacity = _upCapacity.At(seconds);
        _shaper.Step(millis);
        double path = _path.At(seconds);
        _traffic.Step(millis, path);
        _downArrived += _line.Down.Arrived;
        _upArrived += _line.Up.Arrived;
        _road.Step(millis, path);
        _truth.Step(millis);
        TakeKnown();
        Blip(millis);
    }

    private void Tick(int millis, long tick)
    {
        Observation seen = default;
        seen.Now = TunnelClock.At(millis);
        seen.Tick = tick;
        seen.Shaper = _shaper.Take();
        _road.Collect(ref seen.Echoes);
        TellDirections(in seen);
        bool lost = _noise.Share() < _scenario.EchoLoss;
        double noise = Noise(ref _noise) + (millis < _blipUntil ? _blipMs : 0);
        _road.Send(_reflector, _sequence++, millis, lost ? double.NaN : noise);
        Decision decision = _controller.Step(in seen);
        _shaper.Apply(in decision, millis);
        _zones.See(in decision, _line.Down.Running > 0, _line.Up.Running > 0);
        _reflector = decision.NextReflector;
        _observer?.Decided(new JournalRecord { Seen = seen, Chosen = decision });
        _wantedDown = decision.Down.Wanted.BitsPerSecond;
        _wantedUp = decision.Up.Wanted.BitsPerSecond;
    }

    private void TellDirections(in Observation seen)
    {
        if (_split is null)
            return;
        _split.Begin(in seen);
        while (_road.TryTake(out TunnelProbe probe))
        {
            _split.Take(in probe, in seen);
            _observer?.Answered(in probe);
        }
    }

    private void Note(int millis)
    {
        double blip = millis < _blipUntil ? _blipMs : 0;
        double path = _path.At(millis / 1000.0);
        _truth.Note(
            new TruthSample
            {
                Seconds = millis / 1000.0,
                ExcessMs = path + blip + Noise(ref _truthNoise),
                Down = Truth(_line.Down, ref _downArrived, _wantedDown),
                Up = Truth(_line.Up, ref _upArrived, _wantedUp),
            },
            millis,
            ref _truthNoise);
    }

    private void TakeKnown()
    {
        while (_truth.TryTake(out TruthSample sample))
        {
            _score.Take(in sample);
            _observer?.Saw(in sample);
        }
    }

    private static DirectionTruth Truth(LineDirection direction, ref double arrived, double wanted)
    {
        double bits = arrived * 8 / TruthEveryMs * 1000;
        arrived = 0;
        return new DirectionTruth
        {
            Capacity = direction.Fifo.Capacity,
            Limit = direction.Cake.Limit,
            Wanted = wanted,
            Delivered = bits,
            Flows = direction.Running,
        };
    }

    private double Noise(ref SeededNoise noise) => _scenario.Noise switch
    {
        LineNoise.Still => 0.2 * noise.Exponential(),
        LineNoise.Cable => 5 + 10 * noise.Share(),
        LineNoise.Radio => 2 * noise.Exponential(),
        _ => 0,
    };

    private void Blip(int millis)
    {
        double chance = _scenario.BlipsPerMinute / 60_000;
        if (millis < _blipUntil || chance <= 0 || _noise.Share() >= chance)
            return;
        _blipMs = 100 + 150 * _noise.Share();
        _blipUntil = millis + 200;
    }
}
