using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Truth.Lines;

/// <summary>
/// A line as a fluid, a tick at a time, with the law in charge of it: coarse, but a minute of it takes a millisecond.
/// Open, it is a recording: neither delay nor traffic depends on the limits.
/// </summary>
/// <param name="settings">What the link runs on.</param>
/// <param name="random">All chance.</param>
/// <param name="down">The load toward the user.</param>
/// <param name="up">The load toward the Internet.</param>
/// <param name="memory">What the link remembers of before; null for nothing.</param>
internal sealed class FluidLine(
    LinkSettings settings, Random random, FluidLoad down, FluidLoad up, LinkMemory? memory = null)
{
    /// <summary>Each further reflector lies so much farther away.</summary>
    private const double FartherMs = 3;
    private const double ReadEverySeconds = 0.1;

    private readonly LinkState _state = new(settings, memory ?? LinkMemory.Initial(settings));
    private readonly FluidSide _down = new(down, settings.Download.Ceiling.BitsPerSecond, towardUser: true);
    private readonly FluidSide _up = new(up, settings.Upload.Ceiling.BitsPerSecond, towardUser: false);
    private readonly Queue<(Instant At, EchoSample Echo)> _underWay = new();
    private long _tick;
    private uint _sequence;
    private byte _reflector;
    private double _refreshAt;
    private int _refreshes;

    /// <summary>How often the shaper's counters are brought up to date, in seconds; 0 for with each reading.</summary>
    public double RefreshSeconds { get; init; }

    /// <summary>Whether it is a recording.</summary>
    public bool Recorded { get; init; }

    /// <summary>Ticks until a limit that was asked for is in force.</summary>
    public long ApiTicks { get; init; } = 1;

    /// <summary>The RTT to the first reflector, in milliseconds.</summary>
    public double BaseMs { get; init; } = 30;

    /// <summary>What chance adds to an RTT, in milliseconds.</summary>
    public Func<Random, double> NoiseMs { get; init; } = Still;

    /// <summary>What the path adds, in milliseconds.</summary>
    public double PathMs { get; set; }

    /// <summary>To which reflectors, a bit for each.</summary>
    public int PathMask { get; init; } = ~0;

    /// <summary>What a later run should know.</summary>
    public LinkMemory Remembered
    {
        get
        {
            LinkMemory told = LinkMemory.Initial(settings);
            _state.Law.Remember(ref told);
            return told;
        }
    }

    /// <summary>The law in charge.</summary>
    public IRateLaw Law => _state.Law;

    public double Seconds => _tick * settings.Interval.Seconds;

    /// <summary>A still line: 0.2 ms in the mean.</summary>
    public static double Still(Random random) => -0.2 * Math.Log(1 - random.NextDouble());

    /// <summary>A line whose echoes scatter by 0.8 ms, as a recorded one's do.</summary>
    public static double Scattering(Random random)
    {
        double size = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return Math.Abs(0.8 * size * Math.Cos(2 * Math.PI * random.NextDouble()));
    }

    public Decision Step()
    {
        double seconds = settings.Interval.Seconds;
        Observation seen = default;
        seen.Tick = _tick;
        seen.Now = new Instant(1_000_000_000 + _tick * settings.Interval.Nanos);
        seen.Shaper.State = ShaperState.Ready;
        _down.Flow(seconds, Recorded, random);
        _up.Flow(seconds, Recorded, random);
        Refresh();
        bool read = _tick % Math.Max(1, (int)Math.Round(ReadEverySeconds / seconds)) == 0;
        _down.Report(ref seen.Shaper.Down, read, seen.Now);
        _up.Report(ref seen.Shaper.Up, read, seen.Now);
        while (_underWay.Count > 0 && _underWay.Peek().At <= seen.Now && !seen.Echoes.Full)
            seen.Echoes.Add(_underWay.Dequeue().Echo);
        Send(seen.Now);
        Decision decision = LinkController.Step(settings, _state, in seen);
        _down.Ask(in decision.Down, _tick + ApiTicks);
        _up.Ask(in decision.Up, _tick + ApiTicks);
        _tick++;
        _down.Settle(_tick);
        _up.Settle(_tick);
        _reflector = decision.NextReflector;
        return decision;
    }

    /// <summary>The file is read again, and says what it said.</summary>
    public void Reload() => _state.Adopt(settings);

    /// <summary>Refreshes come in turn, each up to a tenth of the period early or late.</summary>
    private void Refresh()
    {
        if (RefreshSeconds > 0 && Seconds < _refreshAt)
            return;
        _down.Refresh();
        _up.Refresh();
        _refreshes++;
        _refreshAt = RefreshSeconds * (_refreshes + 0.2 * random.NextDouble() - 0.1);
    }

    private void Send(Instant now)
    {
        double path = (PathMask >> _reflector & 1) == 1 ? PathMs : 0;
        double queues = Recorded ? 0 : _down.QueueMs + _up.QueueMs;
        double rtt = BaseMs + FartherMs * _reflector + path + queues + NoiseMs(random);
        var echo = new EchoSample
        {
            SentAt = now,
            Sequence = _sequence++,
            Reflector = _reflector,
            RttMicros = Math.Max(1, (int)(rtt * 1000)),
        };
        _underWay.Enqueue((now + Duration.FromMillis(rtt), echo));
    }
}
