using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>
/// A watch on a virtual clock of 50 ms, with an echo a tick from reflectors in turn, on a line that is held and in use.
/// </summary>
internal sealed class WatchRoom(int reflectors, int seed = 0, NoiseKind kind = NoiseKind.Normal)
{
    private readonly Noise _noise = new(kind, seed);
    private long _tick;

    public DelayDetector Watch { get; } = new(5, reflectors);

    public Instant Now => new(1_000_000_000 + _tick * 50_000_000);

    public int Next { get; private set; }

    public bool Quiet { get; set; }

    public bool Held { get; set; } = true;

    public Instant Unchanged { get; set; } = new(1);

    public double GrainMs { get; set; }

    /// <summary>How far away a reflector is, in milliseconds.</summary>
    public static double Distance(int reflector) => 20 + 7 * reflector;

    /// <summary>What chance adds.</summary>
    public double Chance(double deviation) => deviation * _noise.Next();

    public void Restore(int reflector, double millis) => Watch.RestoreIdleRtt(reflector, millis * 1000);

    /// <summary>Half a minute of a quiet line that scatters so much.</summary>
    public void Settle(double deviation)
    {
        Quiet = true;
        for (int i = 0; i < 600; i++)
            All(Math.Max(-19, Chance(deviation)));
        Quiet = false;
        for (int i = 0; i < reflectors; i++)
            All(0);
        Watch.Clear(Now);
    }

    /// <summary>The next reflector shows so much on top of its distance; true for an alarm.</summary>
    public bool All(double excessMs) => Echo(Next, Distance(Next) + excessMs);

    /// <summary>A tick with an answer; true for an alarm.</summary>
    public bool Echo(int reflector, double rttMs)
    {
        _tick++;
        return Answer(reflector, rttMs, Now - Duration.FromMillis(rttMs));
    }

    /// <summary>An answer in the same tick as the one before, to an echo that was sent at a moment.</summary>
    public bool Answer(int reflector, double rttMs, Instant sentAt)
    {
        EchoBatch batch = default;
        batch.Add(new EchoSample
        {
            Reflector = (byte)reflector,
            RttMicros = (int)Math.Round(rttMs * 1000),
            SentAt = sentAt,
        });
        Next = (reflector + 1) % reflectors;
        return Take(in batch);
    }

    /// <summary>A tick in which an echo is given up.</summary>
    public bool Lost()
    {
        EchoBatch batch = default;
        _tick++;
        batch.Add(new EchoSample { Reflector = (byte)Next, RttMicros = EchoSample.Lost, SentAt = Now });
        return Take(in batch);
    }

    private bool Take(in EchoBatch batch)
    {
        Watch.Take(in batch, new LineMood(Quiet, Draining: false, Held, Unchanged, GrainMs), Now);
        return Watch.Fresh && Watch.Evidence >= 1 && Watch.Corroborated();
    }
}
