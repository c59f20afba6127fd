using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Truth.Lines;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>A change of counters is no event of the line.</summary>
public sealed class CounterSourceTests
{
    /// <summary>
    /// On a calm line that is full, or used as it happens, no limit falls below where it began, whatever the interface
    /// shows, and however often the counters change. Full, it climbs.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void No_limit_is_cut_for_a_change_of_counters(bool full)
    {
        int changes = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var line = new CalmLine(seed);
            CounterSource source = CounterSource.Queue;
            for (int spell = 0; spell < 12; spell++)
            {
                line.Use = full ? 1 : random.NextDouble();
                line.Interface = random.Next(4);
                line.Ratio = 0.92 + 0.16 * random.NextDouble();
                for (int i = 0; i < 20 * 30; i++)
                {
                    Decision decision = line.Step();
                    changes += decision.Down.Counters != source ? 1 : 0;
                    source = decision.Down.Counters;
                    Assert.True(decision.Down.Wanted >= CalmLine.Begin, $"seed {seed}: {decision.Down.Wanted}");
                    Assert.False(
                        decision.Down.Reason is Reason.QueueCut or Reason.Drain or Reason.TestCut or Reason.AtFloor,
                        $"seed {seed}: {decision.Down.Reason}");
                }
            }
            Assert.True(!full || line.Limit > 2 * CalmLine.Begin.BitsPerSecond, $"seed {seed}: {line.Limit}");
        }
        Assert.True(changes > 40, $"{changes} changes");
    }

    /// <summary>A download under a limit that never makes a queue; counters of the queue every second or two.</summary>
    private sealed class CalmLine
    {
        public static readonly Rate Begin = Rate.FromMbps(300);

        private readonly LinkSettings _settings = RandomLine.Under(RateLawKind.Adaptive);
        private readonly Random _random;
        private readonly LinkState _state;
        private readonly long _every;
        private ShaperReport _answer = new() { State = ShaperState.Ready };
        private DirectionDecision _chosen;
        private double _bytes;
        private double _carried;
        private ulong _shown;
        private long _tick;
        private uint _sequence;

        public CalmLine(int seed)
        {
            _random = new Random(~seed);
            _every = seed % 2 == 0 ? 20 : 40;
            LinkMemory memory = LinkMemory.Initial(_settings);
            memory.DownWanted = Begin;
            memory.DownApplied = Begin;
            _state = new LinkState(_settings, memory);
        }

        public double Limit { get; private set; } = Begin.BitsPerSecond;

        public double Use { get; set; } = 1;

        public double Ratio { get; set; } = 1;

        /// <summary>0 as the queue, 1 with other traffic, 2 not shown, 3 with other traffic now and then.</summary>
        public int Interface { get; set; }

        public Decision Step()
        {
            Observation seen = default;
            seen.Tick = _tick;
            seen.Now = new Instant(1_000_000_000 + _tick * 50_000_000);
            double passed = Limit / 8 * 0.05 * Use;
            _bytes += passed;
            bool other = Interface == 1 || (Interface == 3 && _tick / 100 % 4 == 0);
            _carried += passed * Ratio + (other ? Limit / 16 * 0.05 : 0);
            if (_tick % _every == 0)
                _shown = (ulong)_bytes;
            seen.Shaper = _answer;
            if (_tick % 2 == 0)
                Read(ref seen.Shaper.Down, seen.Now);
            double rtt = 20 + 0.3 * _random.NextDouble();
            seen.Echoes.Add(new EchoSample
            {
                SentAt = seen.Now - Duration.FromMillis(rtt),
                Sequence = _sequence++,
                RttMicros = (int)(rtt * 1000),
            });
            _tick++;
            Decision decision = LinkController.Step(_settings, _state, in seen);
            _chosen = decision.Down;
            _answer = new ShaperReport { State = ShaperState.Ready };
            Acknowledge(in decision.Down, ref _answer.Down);
            Acknowledge(in decision.Up, ref _answer.Up);
            if (decision.Down.Write)
                Limit = decision.Down.Asked.BitsPerSecond;
            return decision;
        }

        private void Read(ref DirectionReport report, Instant now)
        {
            report.Read = true;
            report.ReadAt = now;
            report.Limit = new Rate((long)Limit);
            report.Bytes = _shown;
            report.InterfaceRead = _chosen.Counters != CounterSource.Queue && Interface != 2;
            report.InterfaceBytes = report.InterfaceRead ? (ulong)_carried : 0;
        }

        private static void Acknowledge(in DirectionDecision decision, ref DirectionReport report)
        {
            if (!decision.Write)
                return;
            report.Outcome = WriteOutcome.Applied;
            report.Written = decision.Asked;
        }
    }
}
