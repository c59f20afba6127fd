using System.IO;
using Wanctl.Config;
using Wanctl.Config.Rescaling;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Config.Rescaling;

/// <summary>The same file for another interval.</summary>
public class RescalerTests
{
    private const string Steering = """
        # which WAN is preferred
        topology: {primary_wan: cable}
        measurement:
          interval_seconds: 0.05   # seconds
        thresholds:
          bad_samples: 320
          good_samples: 600
          rtt_ewma_alpha: 0.3
        state:
          history_size: 2400
        bad_samples_required: 320
        good_samples_required: 600

        """;

    private static readonly string Full = Sample.Text
        .Replace("wan_name: cable", "wan_name: cable  # first\ncycle_interval_seconds: 0.05", StringComparison.Ordinal)
        .Replace("    factor_down: 0.85", "    factor_down: 0.85 # a cut\n    factor_down_yellow: 0.99\n"
            + "    green_required: 5", StringComparison.Ordinal)
        .Replace("    factor_down: 0.9\n", "    factor_down: 0.9\n    factor_down_yellow: 0.98\n"
            + "    green_required: 10\n", StringComparison.Ordinal)
        .Replace("baseline_time_constant_sec: 50", "alpha_baseline: 0.001", StringComparison.Ordinal)
        .Replace("load_time_constant_sec: 0.25", "alpha_load: 0.2", StringComparison.Ordinal);

    [Fact]
    public void Values_per_cycle_change_and_all_else_stays_to_the_letter()
    {
        RescaleResult result = Rescaler.Convert(Full, "wan.yaml", Duration.FromMillis(250));

        string expected = Full
            .Replace("cycle_interval_seconds: 0.05", "cycle_interval_seconds: 0.25", StringComparison.Ordinal)
            .Replace("step_up_mbps: 1\n", "step_up_mbps: 5\n", StringComparison.Ordinal)
            .Replace("step_up_mbps: 0.5", "step_up_mbps: 2.5", StringComparison.Ordinal)
            .Replace("factor_down: 0.85 ", "factor_down: 0.4437053125 ", StringComparison.Ordinal)
            .Replace("factor_down: 0.9\n", "factor_down: 0.59049\n", StringComparison.Ordinal)
            .Replace("yellow: 0.99", "yellow: 0.9509900499", StringComparison.Ordinal)
            .Replace("yellow: 0.98", "yellow: 0.9039207968", StringComparison.Ordinal)
            .Replace("green_required: 5", "green_required: 1", StringComparison.Ordinal)
            .Replace("green_required: 10", "green_required: 2", StringComparison.Ordinal)
            .Replace("alpha_baseline: 0.001", "alpha_baseline: 0.004990009995", StringComparison.Ordinal)
            .Replace("alpha_load: 0.2", "alpha_load: 0.67232", StringComparison.Ordinal);
        Assert.Empty(result.Problems);
        Assert.Equal(expected, result.Text);
        Assert.Equal(11, result.Changes.Count);
        Assert.Equal(
            "wan.yaml:2: cycle_interval_seconds: 0.05 -> 0.25", result.Changes[0].ToString());
        Assert.NotNull(Sample.File(result.Text!));
    }

    [Fact]
    public void There_and_back_gives_the_file_again()
    {
        RescaleResult there = Rescaler.Convert(Full, "wan.yaml", Duration.FromMillis(250));
        RescaleResult back = Rescaler.Convert(there.Text!, "wan.yaml", Duration.FromMillis(50));

        Assert.Equal(Full, back.Text);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(250)]
    public void The_averages_keep_their_time_constants(int millis)
    {
        LinkSettings given = Sample.File(Full).Link;
        string text = Rescaler.Convert(Full, "wan.yaml", Duration.FromMillis(millis)).Text!;
        LinkSettings converted = Sample.File(text).Link;

        Assert.Equal(Duration.FromMillis(millis), converted.Interval);
        double ratio = millis / 50.0;
        Assert.Equal(
            Math.Log(1 - given.Thresholds.AlphaLoad) * ratio, Math.Log(1 - converted.Thresholds.AlphaLoad), 8);
        Assert.Equal(
            Math.Log(1 - given.Thresholds.AlphaBaseline) * ratio, Math.Log(1 - converted.Thresholds.AlphaBaseline), 8);
        Assert.Equal(given.Download.StepUp.Mbps * ratio, converted.Download.StepUp.Mbps, 6);
    }

    [Fact]
    public void Defaults_that_count_cycles_are_written_out_and_the_interval_with_them()
    {
        RescaleResult result = Rescaler.Convert(Sample.Text, "wan.yaml", Duration.FromMillis(100));
        LinkSettings link = Sample.File(result.Text!).Link;

        Assert.Equal(Duration.FromMillis(100), link.Interval);
        Assert.Equal(0.96 * 0.96, link.Download.FactorDownYellow, 9);
        Assert.Equal(3, link.Download.GreenRequired);
        Assert.Equal(1, link.Thresholds.SoftRedRequired);
        Assert.Contains("wan_name: cable\ncycle_interval_seconds: 0.1\n", result.Text, StringComparison.Ordinal);
        // Time constants are times already.
        Assert.Contains("load_time_constant_sec: 0.25\n", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_keys_of_the_classic_law_gets_none()
    {
        string given = Sample.Text
            .Replace("    factor_down: 0.85\n", "", StringComparison.Ordinal)
            .Replace("    factor_down: 0.9\n", "", StringComparison.Ordinal);
        string text = Rescaler.Convert(given, "wan.yaml", Duration.FromMillis(100)).Text!;

        Assert.DoesNotContain("yellow", text, StringComparison.Ordinal);
        Assert.DoesNotContain("green_required", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_kept_is_told_with_its_place()
    {
        RescaleResult result = Rescaler.Convert(Full, "wan.yaml", Duration.FromMillis(1000));

        Assert.Contains(result.Losses, loss => loss.ToString()
            == "wan.yaml:20:21: continuous_monitoring.download.green_required: 5 would have to be 0.25; 1 is written, "
            + "so 0.25 s become 1 s");
        Assert.Contains(result.Losses, loss => loss.Path == "continuous_monitoring.upload.factor_down_yellow"
            && loss.Text.EndsWith("the least that a file may hold", StringComparison.Ordinal));
        Assert.NotNull(Sample.File(result.Text!));
    }

    [Fact]
    public void Windows_line_ends_survive()
    {
        string given = Sample.Text.Replace("\n", "\r\n", StringComparison.Ordinal);
        string text = Rescaler.Convert(given, "wan.yaml", Duration.FromMillis(100)).Text!;

        Assert.Equal(text.Split('\n').Length, text.Split("\r\n").Length);
        Assert.Equal(Duration.FromMillis(100), Sample.File(text).Link.Interval);
    }

    [Fact]
    public void A_steering_file_is_converted_by_its_keys_and_back()
    {
        RescaleResult result = Rescaler.Convert(Steering, "steering.yaml", Duration.FromMillis(250));

        string expected = Steering
            .Replace("interval_seconds: 0.05 ", "interval_seconds: 0.25 ", StringComparison.Ordinal)
            .Replace(": 320", ": 64", StringComparison.Ordinal)
            .Replace(": 600", ": 120", StringComparison.Ordinal)
            .Replace(": 2400", ": 480", StringComparison.Ordinal)
            .Replace(": 0.3\n", ": 0.83193\n", StringComparison.Ordinal);
        Assert.Empty(result.Problems);
        Assert.Empty(result.Losses);
        Assert.Equal(expected, result.Text);
        Assert.Equal(Steering, Rescaler.Convert(result.Text!, "steering.yaml", Duration.FromMillis(50)).Text);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_they_did(string ending)
    {
        string expected = Rescaler.Convert(Full, "wan.yaml", Duration.FromMillis(100)).Text!;
        RescaleResult result =
            Rescaler.Convert(Full.ReplaceLineEndings(ending), "wan.yaml", Duration.FromMillis(100));
        Assert.NotEmpty(result.Changes);
        Assert.Equal(expected.ReplaceLineEndings(ending), result.Text);
    }

    [Fact]
    public void The_same_interval_changes_nothing()
    {
        foreach (string file in (string[])["spectrum.yaml", "att.yaml", "reference.yaml"])
        {
            string text = File.ReadAllText(Checkout.Find("configs", file));
            RescaleResult result = Rescaler.Convert(text, file, Duration.FromMillis(50));
            Assert.Equal(text, result.Text);
            Assert.Empty(result.Changes);
            Assert.Empty(result.Losses);
        }
    }

    [Theory]
    [InlineData("step_up_mbps: 1\n", "step_up_mbps: ${STEP}\n", "found a value from the environment")]
    [InlineData("step_up_mbps: 1\n", "step_up_mbps: '1'\n", "wanted a number of 0 or more")]
    [InlineData("step_up_mbps: 1\n", "step_up_mbps: [1]\n", "found a list")]
    [InlineData("step_up_mbps: 1\n", "step_up_mbps: &a 1\n", "found an alias")]
    [InlineData("wan_name: cable", "wan_name: [cable", "found broken YAML")]
    public void What_cannot_be_converted_is_a_problem_with_its_place(string passage, string other, string problem)
    {
        RescaleResult result = Rescaler.Convert(Sample.With(passage, other), "wan.yaml", Duration.FromMillis(100));

        Assert.Null(result.Text);
        Problem found = Assert.Single(result.Problems);
        Assert.Contains(problem, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_that_no_file_may_have_is_refused()
    {
        RescaleResult result = Rescaler.Convert(Full, "wan.yaml", Duration.FromMillis(10));

        Assert.Null(result.Text);
        Assert.Equal(
            "wan.yaml:1:1: cycle_interval_seconds: found an interval of 0.01 s, wanted 0.02 to 1 s",
            Assert.Single(result.Problems).ToString());
    }
}
