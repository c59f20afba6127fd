using System.IO;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Loop;
using Wanctl.Replay;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Replay;

/// <summary>A link on a virtual clock with a busy and noisy line, whose journal can be kept in files.</summary>
internal sealed class JournalKit : IDisposable
{
    private readonly Random _random = new(11);
    private readonly AnsweringChannel _channel = new();
    private ShaperReport _answer = new() { State = ShaperState.Ready };
    private ulong _bytes;
    private long _tick;

    public JournalKit(LinkSettings? settings = null)
    {
        LinkSettings chosen = settings ?? Settings;
        LinkMemory memory = LinkMemory.Initial(chosen);
        memory.BaselineMs = 21.5;
        memory.DownWanted = Rate.FromMbps(600);
        Start = new JournalStart(memory, [20_000, 0, 31_000]);
        Link = new Link(
            chosen,
            Start.Make(chosen),
            _channel,
            new EchoProbe(_channel, chosen.Probe.Timeout, token: 0xABCDEF),
            new LineCheck(chosen.Fallback, chosen.Probe, LoopLinks.Errands),
            new ObedientHand());
    }

    /// <summary>Three reflectors, so that turns and baselines matter.</summary>
    public static LinkSettings Settings { get; } = Links.Cable with
    {
        Probe = Links.Cable.Probe with { Reflectors = ["192.0.2.1", "192.0.2.2", "192.0.2.3"], MedianOfThree = true },
    };

    public Link Link { get; }

    public JournalStart Start { get; }

    public void Dispose() => Link.Dispose();

    /// <summary>Steps the link; the line is loaded for three of eight seconds and loses some echoes.</summary>
    public void Step(int ticks)
    {
        for (int i = 0; i < ticks; i++)
        {
            Observation seen = default;
            seen.Tick = _tick;
            seen.Now = new Instant(5_000_000_000 + _tick * Link.Settings.Interval.Nanos);
            seen.Shaper = _answer;
            double load = _tick % 160 < 60 ? 60 + 140 * _random.NextDouble() : 0;
            if (_random.Next(10) > 0)
                seen.Echoes.Add(Sample(load));
            Decision chosen = LinkController.Step(Link.Settings, Link.State, in seen);
            Link.Apply(in seen, in chosen);
            _bytes += (ulong)(load > 0 ? 3_000_000 : 20_000);
            _answer = new ShaperReport { State = _tick % 500 == 499 ? ShaperState.Away : ShaperState.Ready };
            Acknowledge(in chosen.Down, ref _answer.Down);
            Acknowledge(in chosen.Up, ref _answer.Up);
            Read(in seen, in chosen);
            _tick++;
        }
    }

    /// <summary>The only recording among some files.</summary>
    public static Recording Find(params string[] paths)
    {
        var problems = new List<string>();
        List<Recording> found = Recording.Find(paths, problems);
        Assert.Empty(problems);
        return Assert.Single(found);
    }

    public static ReplayRun Replay(string path, RateLawKind? law = null)
    {
        var run = new ReplayRun(Find(path), law);
        run.Run(null);
        return run;
    }

    /// <summary>The sound record in some bytes.</summary>
    public static JournalRecord Record(ReadOnlySpan<byte> bytes, out long number)
    {
        Assert.True(JournalCodec.TryReadRecord(
            bytes, JournalCodec.SchemaVersion, 3, out number, out JournalRecord record));
        return record;
    }

    /// <summary>Changes one byte of a file.</summary>
    public static void Damage(string path, long offset)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[offset] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Every other tick the router tells its counters, so that a law can see the load.</summary>
    private void Read(in Observation seen, in Decision chosen)
    {
        if (_tick % 2 == 0)
            return;
        _answer.Down.Read = true;
        _answer.Down.Bytes = _bytes;
        _answer.Down.ReadAt = seen.Now + Link.Settings.Interval;
        _answer.Down.Limit = chosen.Down.Asked;
        _answer.Up = _answer.Up with
        {
            Read = true, Bytes = _bytes / 20, ReadAt = _answer.Down.ReadAt, Limit = chosen.Up.Asked,
        };
    }

    private EchoSample Sample(double loadMs)
    {
        int reflector = (int)(_tick % 3);
        double rtt = 20 + reflector * 5.5 + _random.NextDouble() * 3 + loadMs;
        return new EchoSample
        {
            Reflector = (byte)reflector,
            Sequence = (uint)_tick,
            SentAt = new Instant(_tick * Link.Settings.Interval.Nanos),
            RttMicros = _random.Next(20) == 0 ? EchoSample.Lost : (int)(rtt * 1000),
        };
    }

    private static void Acknowledge(in DirectionDecision decision, ref DirectionReport report)
    {
        if (!decision.Write)
            return;
        report.Outcome = WriteOutcome.Applied;
        report.Written = decision.Asked;
    }
}
