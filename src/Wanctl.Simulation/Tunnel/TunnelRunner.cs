using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Simulation.Line;

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
    private readonly TunnelDirection _down;
    private readonly TunnelDirection _up;
    private readonly SimulatedShaper _shaper;
    private readonly EchoRoad _road;
    private readonly Track _downCapacity;
    private readonly Track _upCapacity;
    private readonly Track _path;
    private readonly List<TruthSample> _truth = [];
    private readonly List<JournalRecord> _ticks = [];
    private readonly ZoneWatch _zones = new();
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

    private TunnelRunner(Scenario scenario, ITunnelController controller, ulong seed)
    {
        _scenario = scenario;
        _controller = controller;
        _downCapacity = scenario.DownCapacity(seed);
        _upCapacity = scenario.UpCapacity(seed);
        _path = scenario.Path(seed);
        _down = Direction(scenario.DownFlows, scenario.DownPace, _downCapacity, seed);
        _up = Direction(scenario.UpFlows, 0, _upCapacity, ~seed);
        _down.Limit = scenario.Settings.Download.Ceiling.BitsPerSecond;
        _up.Limit = scenario.Settings.Upload.Ceiling.BitsPerSecond;
        _shaper = new SimulatedShaper(scenario, _down, _up);
        _road = new EchoRoad(scenario, _down, _up);
        _noise = new SeededNoise(seed * 3 + 1);
        _truthNoise = new SeededNoise(seed * 5 + 2);
        _truth.EnsureCapacity((int)scenario.Length.Millis / TruthEveryMs + 1);
    }

    /// <summary>Runs a scenario.</summary>
    /// <param name="scenario">What happens.</param>
    /// <param name="controller">Who decides; used up by the run.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="keepTrace">Whether truth and ticks are kept beyond the score.</param>
    public static TunnelRun Run(Scenario scenario, ITunnelController controller, ulong seed, bool keepTrace)
    {
        var runner = new TunnelRunner(scenario, controller, seed);
        int length = (int)scenario.Length.Millis;
        int interval = (int)scenario.Settings.Interval.Millis;
        for (int millis = 0; millis < length; millis++)
        {
            runner.Step(millis);
            if (millis % TruthEveryMs == 0)
                runner.Note(millis);
            if (millis % interval == 0)
                runner.Tick(millis, millis / interval, keepTrace);
        }
        return new TunnelRun
        {
            Scenario = scenario,
            Law = controller.Name,
            Seed = seed,
            Truth = keepTrace ? runner._truth : [],
            Ticks = keepTrace ? runner._ticks : [],
            Score = ScoreKeeper.Of(scenario, runner._truth, runner._zones, runner._shaper.Writes),
        };
    }

    private TunnelDirection Direction(int flows, double pace, Track capacity, ulong seed)
    {
        double meant = _scenario.FifoAtMean ? capacity.Mean : capacity.At(0);
        return new TunnelDirection(flows, _scenario.BaseRttMs, pace, seed)
        {
            Capacity = capacity.At(0),
            FifoMost = Math.Max(15_000, meant / 8000 * _scenario.FifoMs),
        };
    }

    private void Step(int millis)
    {
        double seconds = millis / 1000.0;
        _down.Capacity = _downCapacity.At(seconds);
        _up.Capacity = _upCapacity.At(seconds);
        bool running = seconds >= _scenario.LoadFrom;
        _down.Run(running);
        _up.Run(running);
        _shaper.Step(millis);
        double path = _path.At(seconds);
        double downAcks = _up.Arrived * _scenario.AckShare;
        double upAcks = _down.Arrived * _scenario.AckShare;
        int downBack = (int)(_up.QueueMs + path);
        int upBack = (int)(_down.QueueMs + path);
        _down.Step(downBack, downAcks);
        _up.Step(upBack, upAcks);
        _downArrived += _down.Arrived;
        _upArrived += _up.Arrived;
        _road.Step(millis, path);
        Blip(millis);
    }

    private void Tick(int millis, long tick, bool keepTrace)
    {
        Observation seen = default;
        seen.Now = TunnelClock.At(millis);
        seen.Tick = tick;
        seen.Shaper = _shaper.Take();
        _road.Collect(ref seen.Echoes);
        bool lost = _noise.Share() < _scenario.EchoLoss;
        double noise = Noise(ref _noise) + (millis < _blipUntil ? _blipMs : 0);
        _road.Send(_reflector, _sequence++, millis, lost ? double.NaN : noise);
        Decision decision = _controller.Step(in seen);
        _shaper.Apply(in decision, millis);
        _zones.See(in decision, _down.Running > 0, _up.Running > 0);
        _reflector = decision.NextReflector;
        if (keepTrace)
            _ticks.Add(new JournalRecord { Seen = seen, Chosen = decision });
        _wantedDown = decision.Down.Wanted.BitsPerSecond;
        _wantedUp = decision.Up.Wanted.BitsPerSecond;
    }

    private void Note(int millis)
    {
        double blip = millis < _blipUntil ? _blipMs : 0;
        double path = _path.At(millis / 1000.0);
        _truth.Add(new TruthSample
        {
            Seconds = millis / 1000.0,
            ExcessMs = _down.QueueMs + _up.QueueMs + path + blip + Noise(ref _truthNoise),
            Down = Truth(_down, ref _downArrived, _wantedDown),
            Up = Truth(_up, ref _upArrived, _wantedUp),
        });
    }

    private static DirectionTruth Truth(TunnelDirection direction, ref double arrived, double wanted)
    {
        double bits = arrived * 8 / TruthEveryMs * 1000;
        arrived = 0;
        return new DirectionTruth
        {
            Capacity = direction.Capacity,
            Limit = direction.Limit,
            Wanted = wanted,
            Delivered = bits,
            QueueMs = direction.QueueMs,
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
