using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Decide;

/// <summary>The classic law against the vectors of the original, to the last bit.</summary>
public sealed class ClassicVectorTests
{
    [Theory]
    [InlineData("download_4state_seed")]
    [InlineData("download_4state_v1x")]
    public void Download_machine_follows_every_vector(string group)
    {
        int steps = 0;
        foreach (JsonElement vector in Vectors.Autorate(group).EnumerateArray())
        {
            DirectionSettings bounds = Bounds(vector);
            ThresholdSettings thresholds = Links.CableThresholds with
            {
                TargetMs = vector.GetProperty("thresholds").GetProperty("green").GetDouble(),
                WarnMs = vector.GetProperty("thresholds").GetProperty("soft_red").GetDouble(),
                HardRedMs = vector.GetProperty("thresholds").GetProperty("hard_red").GetDouble(),
                SoftRedRequired = vector.GetProperty("options").GetProperty("soft_red_required").GetInt32(),
            };
            var machine = new ClassicDownload(new Rate(vector.GetProperty("start_rate").GetInt64()));
            foreach (JsonElement step in vector.GetProperty("steps").EnumerateArray())
            {
                Zone zone = machine.Step(step.GetProperty("delta").GetDouble(), bounds, thresholds, out _);
                Assert.Equal(ZoneOf(step.GetProperty("zone")), zone);
                Assert.Equal(step.GetProperty("rate").GetInt64(), machine.Rate.BitsPerSecond);
                Assert.Equal(step.GetProperty("green_streak").GetInt32(), machine.Streaks.Green);
                Assert.Equal(step.GetProperty("soft_red_streak").GetInt32(), machine.Streaks.SoftRed);
                Assert.Equal(step.GetProperty("red_streak").GetInt32(), machine.Streaks.Red);
                steps++;
            }
        }
        Assert.True(steps > 20, $"only {steps} steps in {group}");
    }

    [Theory]
    [InlineData("upload_3state_seed")]
    [InlineData("upload_3state_v1x")]
    public void Upload_machine_follows_every_vector(string group)
    {
        int steps = 0;
        foreach (JsonElement vector in Vectors.Autorate(group).EnumerateArray())
        {
            DirectionSettings bounds = Bounds(vector);
            ThresholdSettings thresholds = Links.CableThresholds with
            {
                TargetMs = vector.GetProperty("thresholds").GetProperty("target").GetDouble(),
                WarnMs = vector.GetProperty("thresholds").GetProperty("warn").GetDouble(),
            };
            var machine = new ClassicUpload(new Rate(vector.GetProperty("start_rate").GetInt64()));
            foreach (JsonElement step in vector.GetProperty("steps").EnumerateArray())
            {
                Zone zone = machine.Step(step.GetProperty("delta").GetDouble(), bounds, thresholds, out _);
                Assert.Equal(ZoneOf(step.GetProperty("zone")), zone);
                Assert.Equal(step.GetProperty("rate").GetInt64(), machine.Rate.BitsPerSecond);
                steps++;
            }
        }
        Assert.True(steps > 5, $"only {steps} steps in {group}");
    }

    [Fact]
    public void Averages_follow_every_vector()
    {
        foreach (JsonElement vector in Vectors.Autorate("ewma").EnumerateArray())
        {
            ThresholdSettings thresholds = Links.CableThresholds with
            {
                AlphaBaseline = vector.GetProperty("alpha_baseline").GetDouble(),
                AlphaLoad = vector.GetProperty("alpha_load").GetDouble(),
                BaselineUpdateMs = vector.GetProperty("update_threshold").GetDouble(),
                BaselineMinMs = vector.GetProperty("bounds")[0].GetDouble(),
                BaselineMaxMs = vector.GetProperty("bounds")[1].GetDouble(),
            };
            var averages = new ClassicAverages(
                vector.GetProperty("baseline0").GetDouble(), vector.GetProperty("load0").GetDouble());
            int rejected = 0;
            foreach (JsonElement step in vector.GetProperty("steps").EnumerateArray())
            {
                rejected += averages.Take(thresholds, step.GetProperty("measured").GetDouble(), 1) ? 0 : 1;
                Assert.Equal(step.GetProperty("load").GetDouble(), averages.LoadMs);
                Assert.Equal(step.GetProperty("baseline").GetDouble(), averages.BaselineMs);
                Assert.Equal(step.GetProperty("delta").GetDouble(), averages.DeltaMs);
            }
            Assert.Equal(vector.GetProperty("rejected_updates").GetInt32(), rejected);
        }
    }

    [Fact]
    public void A_step_crosses_each_threshold_after_as_many_cycles_as_the_original_needed()
    {
        foreach (JsonElement vector in Vectors.Autorate("step_crossing_cycles").EnumerateArray())
        {
            ThresholdSettings thresholds = Links.CableThresholds with
            {
                AlphaBaseline = vector.GetProperty("alpha_baseline").GetDouble(),
                AlphaLoad = vector.GetProperty("alpha_load").GetDouble(),
            };
            double step = vector.GetProperty("step").GetDouble();
            foreach (JsonProperty crossing in vector.GetProperty("cycles").EnumerateObject())
            {
                double threshold = double.Parse(crossing.Name, System.Globalization.CultureInfo.InvariantCulture);
                var averages = new ClassicAverages(25, 25);
                int? found = null;
                for (int cycle = 1; cycle <= 20_000 && found is null; cycle++)
                {
                    averages.Take(thresholds, 25 + step, 1);
                    if (averages.DeltaMs > threshold)
                        found = cycle;
                }
                int? expected = crossing.Value.ValueKind == JsonValueKind.Null ? null : crossing.Value.GetInt32();
                Assert.Equal(expected, found);
            }
        }
    }

    [Theory]
    [InlineData("graceful_degradation", FallbackMode.GracefulDegradation)]
    [InlineData("freeze", FallbackMode.Freeze)]
    [InlineData("use_last_rtt", FallbackMode.UseLastRtt)]
    public void Fallback_answers_as_the_original(string name, FallbackMode mode)
    {
        JsonElement group = Vectors.Autorate("fallback_seed");
        var fallback = new ClassicFallback();
        foreach (JsonElement expected in group.GetProperty(name).EnumerateArray())
        {
            FallbackAction action = fallback.Blocked(mode, group.GetProperty("max_cycles").GetInt32());
            Assert.Equal(expected.GetString(), action switch
            {
                FallbackAction.UseLastAverage => "use_last",
                FallbackAction.Freeze => "freeze",
                _ => "fail",
            });
        }
        fallback.Answered();
        Assert.Equal(0, fallback.Cycles);
    }

    [Fact]
    public void Median_is_the_originals()
    {
        foreach (JsonElement vector in Vectors.Autorate("median").EnumerateArray())
        {
            double[] samples = JsonSerializer.Deserialize<double[]>(vector.GetProperty("samples"))!;
            Assert.Equal(vector.GetProperty("result").GetDouble(), Median.Of(samples));
        }
    }

    [Fact]
    public void Mbps_are_rounded_where_the_original_truncated()
    {
        foreach (JsonElement vector in Vectors.Autorate("mbps_to_bps_truncation").EnumerateArray())
        {
            decimal exact = vector.GetProperty("mbps").GetDecimal() * 1_000_000m;
            Assert.Equal((long)exact, Rate.FromMbps(vector.GetProperty("mbps").GetDouble()).BitsPerSecond);
            Assert.InRange((long)exact - vector.GetProperty("bps").GetInt64(), 0, 1);
        }
    }

    private static DirectionSettings Bounds(JsonElement vector)
    {
        JsonElement config = vector.GetProperty("config");
        JsonElement options = vector.GetProperty("options");
        return new DirectionSettings
        {
            Ceiling = RateOf(config, "ceiling"),
            FloorGreen = RateOf(config, "floor_green"),
            FloorYellow = RateOf(config, "floor_yellow"),
            FloorSoftRed = RateOf(config, "floor_soft_red"),
            FloorRed = RateOf(config, "floor_red"),
            StepUp = RateOf(config, "step_up"),
            FactorDown = config.GetProperty("factor_down").GetDouble(),
            FactorDownYellow = options.GetProperty("factor_down_yellow").GetDouble(),
            GreenRequired = options.GetProperty("green_required").GetInt32(),
        };
    }

    private static Rate RateOf(JsonElement config, string name) => new(config.GetProperty(name).GetInt64());

    private static Zone ZoneOf(JsonElement zone) => zone.GetString() switch
    {
        "GREEN" => Zone.Green,
        "YELLOW" => Zone.Yellow,
        "SOFT_RED" => Zone.SoftRed,
        "RED" => Zone.Red,
        string other => throw new ArgumentException(other),
        null => throw new ArgumentNullException(nameof(zone)),
    };
}
