using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Steer;

/// <summary>
/// The original's vectors. "Compatible" is what it does and we do too; "corrected" is where it has a fault, and the
/// vectors say what was meant.
/// </summary>
public class SteeringVectorTests
{
    private static readonly SteeringThresholds Original = new() { FloorCounts = false };

    [Fact]
    public void Compatible_assessment_of_every_combination()
    {
        JsonElement rows = Vectors.Steering("assess");
        Assert.Equal(112, rows.GetArrayLength());
        foreach (JsonElement row in rows.EnumerateArray())
        {
            Zone zone = Assessment.Of(
                row.GetProperty("ewma").GetDouble(), row.GetProperty("drops").GetInt32(),
                row.GetProperty("queue").GetInt32(), atFloor: false, Original);
            Assert.Equal(row.GetProperty("expect").GetString(), zone.ToString().ToUpperInvariant());
        }
    }

    [Fact]
    public void Corrected_average_that_knows_whether_it_has_begun()
    {
        foreach (JsonElement row in Vectors.Steering("ewma").EnumerateArray())
        {
            double alpha = row.GetProperty("alpha").GetDouble();
            // The time constant whose weight over one second is alpha.
            Duration tau = Duration.FromSeconds(-1 / Math.Log(1 - alpha));
            DelayAverage average = default;
            JsonElement wanted = row.GetProperty("initflag");
            for (int i = 0; i < wanted.GetArrayLength(); i++)
            {
                average.Take(row.GetProperty("in")[i].GetDouble(), new Instant(i * 1_000_000_000L), tau);
                Assert.Equal(wanted[i].GetDouble(), average.Value, 6);
            }
        }
    }

    [Fact]
    public void Compatible_weights_of_another_interval()
    {
        foreach (JsonElement row in Vectors.Steering("alpha_rescale_2s_to_50ms").EnumerateArray())
        {
            double tau = -2 / Math.Log(1 - row.GetProperty("alpha").GetDouble());
            Assert.Equal(row.GetProperty("exact").GetDouble(), 1 - Math.Exp(-0.05 / tau), 9);
        }
    }

    [Fact]
    public void Compatible_pipeline_from_delta_to_assessment()
    {
        JsonElement pipeline = Vectors.Steering("pipeline");
        double alpha = pipeline.GetProperty("alpha").GetDouble();
        double average = 0;
        foreach (JsonElement row in pipeline.GetProperty("rows").EnumerateArray())
        {
            // The original takes an average of 0 for one that has not begun.
            double delta = row.GetProperty("delta").GetDouble();
            average = average == 0 ? delta : DelayAverage.Step(average, delta, alpha);
            Assert.Equal(row.GetProperty("ewma").GetDouble(), average, 6);
            Zone zone = Assessment.Of(
                average, row.GetProperty("drops").GetInt32(), row.GetProperty("queue").GetInt32(), false, Original);
            Assert.Equal(row.GetProperty("assess").GetString(), zone.ToString().ToUpperInvariant());
        }
    }

    [Fact]
    public void Compatible_hysteresis_where_the_router_does_as_it_is_told()
    {
        int seen = 0;
        foreach (JsonElement row in Vectors.Steering("hysteresis").EnumerateArray())
        {
            if (row.GetProperty("router_fails_on").GetArrayLength() > 0)
                continue;
            seen++;
            Assert.Equal(Calls(row), Played(row));
        }
        Assert.True(seen >= 3);
    }

    [Fact]
    public void Compatible_scores()
    {
        JsonElement rows = Vectors.Steering("confidence");
        Assert.Equal(11, rows.GetArrayLength());
        foreach (JsonElement row in rows.EnumerateArray())
        {
            JsonElement drops = row.GetProperty("drops");
            JsonElement queue = row.GetProperty("queue");
            int dropped = drops.GetArrayLength();
            int queued = queue.GetArrayLength();
            ConfidenceInput input = new()
            {
                Assessed = ZoneOf(row.GetProperty("cake_state")),
                SoftRedSustained = AllSoftRed(row.GetProperty("hist")),
                ExcessMs = row.GetProperty("delta").GetDouble(),
                Drops = dropped > 0 ? drops[dropped - 1].GetInt32() : 0,
                DropsBefore = dropped >= 3 ? drops[dropped - 3].GetInt32() : -1,
                Queue = queued > 0 ? queue[queued - 1].GetInt32() : 0,
                QueueBefore = queued >= 2 ? queue[queued - 2].GetInt32() : -1,
                LawZone = ZoneOf(row.GetProperty("wan_zone")),
            };
            Assert.Equal(row.GetProperty("score").GetInt32(), ConfidenceScore.Of(in input, zoneWeight: 25));
        }
    }

    [Fact]
    public void Compatible_points_for_the_zone_of_the_law()
    {
        foreach (JsonElement row in Vectors.Steering("wan_weights").EnumerateArray())
        {
            int red = row.GetProperty("red").GetInt32();
            ConfidenceInput input = new() { Assessed = Zone.Green, LawZone = Zone.SoftRed };
            Assert.Equal(row.GetProperty("soft").GetInt32(), ConfidenceScore.Of(in input, red));
        }
    }

    [Fact]
    public void Corrected_timers_in_whole_ticks()
    {
        foreach (JsonElement row in Vectors.Steering("timers").EnumerateArray())
        {
            double dt = row.GetProperty("dt").GetDouble();
            double duration = row.GetProperty("duration").GetDouble();
            SteeringSettings settings = SteerRoom.Settings with { Interval = Duration.FromSeconds(dt) };
            long ticks = settings.Ticks(Duration.FromSeconds(duration));
            TickCountdown countdown = default;
            int fired = 1;
            while (!countdown.Tick(ticks, 1))
                fired++;
            Assert.Equal(row.GetProperty("load_then_count_exact").GetInt32(), fired);
            countdown.Load(ticks);
            int counted = 1;
            while (!countdown.Pass(1))
                counted++;
            Assert.Equal(row.GetProperty("count_only_exact").GetInt32(), counted);
        }
    }

    [Fact]
    public void Corrected_course_of_a_bad_spell_by_confidence()
    {
        JsonElement wanted = Vectors.Steering("live_timeline");
        (int on, int hold, int off) = Course(dip: -1);
        Assert.Equal(wanted.GetProperty("enable").GetInt32(), on);
        Assert.Equal(wanted.GetProperty("hold_down_end").GetInt32(), hold);
        Assert.Equal(wanted.GetProperty("disable_exact").GetInt32(), off);
        Assert.Equal(wanted.GetProperty("dip_at_30_enable").GetInt32(), Course(dip: 30).On);
    }

    [Fact]
    public void Corrected_flap_brake_that_forgets()
    {
        JsonElement flap = Vectors.Steering("flap");
        const int perSecond = 20;
        var log = new SwitchLog();
        var brake = new FlapBrake(
            flap.GetProperty("max_toggles").GetInt32(), flap.GetProperty("window_s").GetInt32() * perSecond,
            flap.GetProperty("penalty_s").GetInt32() * perSecond);
        var toggles = new Queue<double>();
        foreach (JsonElement toggle in flap.GetProperty("toggles").EnumerateArray())
            toggles.Enqueue(toggle.GetDouble());
        int at = 0;
        foreach (JsonElement check in flap.GetProperty("checks_corrected").EnumerateArray())
        {
            bool engaged = false;
            for (; at <= (int)Math.Round(check[0].GetDouble() * perSecond); at++)
            {
                while (toggles.Count > 0 && toggles.Peek() * perSecond <= at)
                {
                    log.Add(at);
                    toggles.Dequeue();
                }
                engaged = brake.Engaged(log, at);
            }
            Assert.Equal(check[1].GetInt32(), 55 + (engaged ? 15 : 0));
        }
    }

    [Fact]
    public void Corrected_counters_that_begin_anew()
    {
        JsonElement delta = Vectors.Steering("stats_delta");
        var room = new SteerRoom(SteerRoom.Settings);
        int before = 0;
        for (int i = 0; i < delta.GetProperty("cumulative").GetArrayLength(); i++)
        {
            room.Primary.DroppedTotal = delta.GetProperty("cumulative")[i].GetInt32();
            int drops = room.Step().Primary.Drops;
            Assert.Equal(delta.GetProperty("ours")[i].GetInt32(), drops - before);
            before = drops;
        }
    }

    /// <summary>Why drops are counted over a window: the chance of a sustained RED by Poisson's law.</summary>
    [Fact]
    public void Corrected_events_are_asked_about_a_time_and_not_about_a_sample()
    {
        foreach (JsonElement row in Vectors.Steering("poisson_red").EnumerateArray())
        {
            double lambda = row.GetProperty("lambda").GetDouble();
            double perSample = 1 - Math.Exp(-lambda * 0.05);
            Assert.Equal(row.GetProperty("p50ms").GetDouble(), perSample, 6);
            double perWindow = 1 - Math.Exp(-lambda * SteerRoom.Settings.Thresholds.Window.Seconds);
            Assert.True(Math.Pow(perWindow, 8) > 0.999);
        }
    }

    private static (int On, int Hold, int Off) Course(int dip)
    {
        var timer = new ConfidenceTimer(40, 60, 600);
        (int on, int hold, int off) = (0, 0, 0);
        bool steered = false;
        for (int cycle = 1; off == 0 && cycle < 2000; cycle++)
        {
            bool bad = cycle <= 200 && cycle != dip;
            timer.Take(bad, well: !bad, steered, 1);
            if (steered && hold == 0 && timer.HoldDownLeft == 0)
                hold = cycle;
            if (!steered && timer.Degraded)
            {
                on = cycle;
                steered = true;
                timer.Switched(true);
            }
            else if (steered && timer.Recovered)
            {
                off = cycle;
            }
        }
        return (on, hold, off);
    }

    private static List<(int Sample, bool On)> Calls(JsonElement row)
    {
        var calls = new List<(int, bool)>();
        foreach (JsonElement call in row.GetProperty("calls").EnumerateArray())
            calls.Add((call.GetProperty("sample").GetInt32(), call.GetProperty("op").GetString() == "enable"));
        return calls;
    }

    private static List<(int Sample, bool On)> Played(JsonElement row)
    {
        var calls = new List<(int, bool)>();
        HysteresisTimer timer = default;
        bool steered = false;
        int sample = 0;
        foreach (JsonElement run in row.GetProperty("samples_rle").EnumerateArray())
        {
            for (int i = 0; i < run[1].GetInt32(); i++)
            {
                sample++;
                timer.Take(ZoneOf(run[0]), steered, 1);
                bool over = timer.Red >= row.GetProperty("red_required").GetInt32();
                bool back = timer.Green >= row.GetProperty("green_required").GetInt32();
                if (!over && !back)
                    continue;
                steered = over;
                timer.Clear();
                calls.Add((sample, over));
            }
        }
        return calls;
    }

    private static bool AllSoftRed(JsonElement history)
    {
        int length = history.GetArrayLength();
        for (int i = Math.Max(0, length - 3); i < length; i++)
        {
            if (history[i].GetString() != "SOFT_RED")
                return false;
        }
        return length >= 3;
    }

    private static Zone ZoneOf(JsonElement word) => word.ValueKind == JsonValueKind.Null
        ? Zone.Unknown
        : word.GetString() switch
        {
            "GREEN" => Zone.Green,
            "YELLOW" => Zone.Yellow,
            "SOFT_RED" => Zone.SoftRed,
            "RED" => Zone.Red,
            _ => Zone.Unknown,
        };
}
