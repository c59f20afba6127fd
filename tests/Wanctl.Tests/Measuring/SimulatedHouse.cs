using System.Threading;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Measure;
using Wanctl.Simulation.Line;

namespace Wanctl.Tests.Measuring;

/// <summary>
/// A simulated line with its shaper on a virtual clock, as a measurement reaches it. Every call is counted, and any of
/// them can be made to fail.
/// </summary>
internal sealed class SimulatedHouse : IEchoWatch, ILimitHand, ILoad
{
    private static readonly Duration s_interval = Duration.FromMillis(50);

    private readonly SimulatedLine _line;
    private readonly int _reflectors;
    private int _next;

    public SimulatedHouse(TrafficScript traffic, RatePair capacity, LineProfile profile)
    {
        _line = new SimulatedLine(profile, LineScript.Steady(capacity.Down, capacity.Up), traffic, 1, default);
        _reflectors = profile.ReflectorDelays.Count;
    }

    /// <summary>The limits in force.</summary>
    public RatePair Limits { get; set; }

    /// <summary>Every pair that was set, in order.</summary>
    public List<RatePair> Written { get; } = [];

    /// <summary>Whether the traffic passes by the shaper.</summary>
    public bool Bypassed { get; init; }

    /// <summary>What somewhere behind the router adds while the line is loaded.</summary>
    public Duration BeyondDelay { get; init; }

    /// <summary>Called with the number of each call, from 1, before it does anything.</summary>
    public Action<int> Before { get; set; } = _ => { };

    /// <summary>Called when limits are to be set.</summary>
    public Action<RatePair> BeforeSet { get; set; } = _ => { };

    public int Calls { get; private set; }

    public int Ends { get; private set; }

    public string? LoadEnding { get; set; }

    public Instant Now { get; private set; }

    string? ILoad.Trouble => LoadEnding;

    public IReadOnlyList<EchoSample> Listen(Duration length, CancellationToken stop)
    {
        var heard = new List<EchoSample>();
        Count();
        for (Instant end = Now + length; Now < end;)
        {
            stop.ThrowIfCancellationRequested();
            bool answered = _line.TryEcho(_next, out Duration delay);
            LineView view = _line.View();
            delay += view.Downloads + view.Uploads > 0 ? BeyondDelay : Duration.Zero;
            heard.Add(new EchoSample
            {
                SentAt = Now, Reflector = (byte)_next, RttMicros = answered ? (int)delay.Micros : EchoSample.Lost,
            });
            _next = (_next + 1) % _reflectors;
            Pass(s_interval);
        }
        return heard;
    }

    public void Rest(Duration length) => Pass(length);

    public LimitReading Read()
    {
        Count();
        LineView view = _line.View();
        return new LimitReading(Limits, view.Down.ShapedBytes, view.Up.ShapedBytes);
    }

    /// <inheritdoc/>
    public (ulong Received, ulong Sent)? ReadInterface(string name) => null;

    public void Set(RatePair limits)
    {
        Count();
        BeforeSet(limits);
        Written.Add(limits);
        Limits = limits;
    }

    public void Start() => Count();

    public void End() => Ends++;

    public void Dispose()
    {
    }

    private void Count() => Before(++Calls);

    private void Pass(Duration length)
    {
        Now += length;
        _line.Advance(Now, Bypassed ? default : Limits.Down, Bypassed ? default : Limits.Up);
    }
}
