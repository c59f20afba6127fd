using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Wanctl.Core.Estimate;
using Wanctl.Core.Journal;
using Wanctl.Host.Serve;
using Wanctl.Host.Watch;
using Wanctl.Tests.Host.Watch;
using Wanctl.Tests.House;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Serve;

/// <summary>The text format of Prometheus, read back as strictly as Prometheus does.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public void Every_family_is_there_once_with_help_and_type_before_its_samples()
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(100);
        var types = new Dictionary<string, string>();
        var samples = new HashSet<string>();
        string helped = "";
        string text = DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics"));
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                helped = help.Groups["name"].Value;
                Assert.False(types.ContainsKey(helped), $"{helped} is there twice");
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                Assert.Equal(helped, type.Groups["name"].Value);
                types.Add(helped, type.Groups["type"].Value);
            }
            else
            {
                Match sample = Sample().Match(line);
                Assert.True(sample.Success, $"neither comment nor sample: {line}");
                string name = sample.Groups["name"].Value;
                string family = types[helped] == "histogram" ? Regex.Replace(name, "_(bucket|sum|count)$", "") : name;
                Assert.Equal(helped, family);
                Assert.True(samples.Add(name + sample.Groups["labels"].Value), $"twice: {line}");
                Assert.True(double.TryParse(
                    sample.Groups["value"].ValueSpan, CultureInfo.InvariantCulture, out _), line);
                if (types[helped] == "counter")
                    Assert.EndsWith("_total", name, StringComparison.Ordinal);
            }
        }
        Assert.InRange(types.Count, 35, 80);
    }

    [Theory]
    [InlineData("wanctl_bandwidth_mbps{wan=\"spectrum\",direction=\"download\"} 940")]
    [InlineData("wanctl_rtt_baseline_ms{wan=\"spectrum\"} 24")]
    [InlineData("wanctl_rtt_load_ms{wan=\"spectrum\"} 30")]
    [InlineData("wanctl_rtt_delta_ms{wan=\"spectrum\"} 6")]
    [InlineData("wanctl_state{wan=\"spectrum\",direction=\"upload\"} 1")]
    [InlineData("wanctl_cycles_total{wan=\"spectrum\"} 100")]
    [InlineData("wanctl_rate_bits_per_second{wan=\"spectrum\",direction=\"upload\",kind=\"ceiling\"} 38000000")]
    [InlineData("wanctl_zone_seconds_total{wan=\"spectrum\",direction=\"upload\",zone=\"GREEN\"} 5")]
    public void A_figure_has_its_name_and_unit(string line)
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(100);
        Assert.Contains(line + "\n", DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CounterSource.Queue, 0)]
    [InlineData(CounterSource.Trial, 0)]
    [InlineData(CounterSource.Interface, 1)]
    public void Whose_counters_the_law_took_is_a_figure_of_each_direction(CounterSource source, int used)
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(100, (ref JournalRecord record) => record.Chosen.Up.Counters = source);
        string text = DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics"));
        const string Figure = "wanctl_interface_counters_used{wan=\"spectrum\",direction=";
        Assert.Contains($"{Figure}\"download\"}} 0\n", text, StringComparison.Ordinal);
        Assert.Contains($"{Figure}\"upload\"}} {used}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wanctl_capacity_belief_bits_per_second{wan=\"spectrum\",direction=\"download\"} 918477000")]
    [InlineData("wanctl_next_try_seconds{wan=\"spectrum\",direction=\"download\"} 40")]
    [InlineData("wanctl_direction_state{wan=\"spectrum\",direction=\"download\",state=\"hold\"} 1")]
    [InlineData("wanctl_direction_state{wan=\"spectrum\",direction=\"download\",state=\"drain\"} 0")]
    [InlineData("wanctl_excess_cause_ratio{wan=\"spectrum\",cause=\"download\"} 0.82")]
    public void What_is_believed_is_a_figure_and_nothing_where_nothing_is_believed(string line)
    {
        var ticks = new PictureTicks(seconds: 5);
        ticks.Feed(100, static (ref JournalRecord record) =>
        {
            record.Chosen.Down.Belief = Beliefs.Held;
            record.Chosen.Causes = Beliefs.Blamed;
        });
        string text = DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics"));
        Assert.Contains($"\n{line}", text, StringComparison.Ordinal);
        string family = line[..line.IndexOf('{')];
        Assert.DoesNotContain($"\n{family}{{wan=\"spectrum\",direction=\"upload\"", text, StringComparison.Ordinal);
        ticks.Feed(1);
        text = DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics"));
        Assert.DoesNotContain($"\n{family}{{", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_escaped()
    {
        var target = new ArrayBufferWriter<byte>();
        var metrics = new MetricsWriter(target);
        metrics.Family("a", "gauge", "back\\slash");
        metrics.Sample(double.PositiveInfinity, "label", "quote \" back\\slash line\nfeed é");
        Assert.Equal(
            "# HELP a back\\\\slash\n# TYPE a gauge\na{label=\"quote \\\" back\\\\slash line\\nfeed é\"} +Inf\n",
            Encoding.UTF8.GetString(target.WrittenSpan));
    }

    [Theory]
    [InlineData("configs/grafana/wanctl.json")]
    [InlineData("configs/grafana/alerts.yaml")]
    [InlineData("docs/OPERATIONS.md")]
    public void A_file_for_operators_names_only_figures_that_are_served(string file)
    {
        var ticks = new PictureTicks(seconds: 5)
        {
            Steering = new SteeringFacts("active", "spectrum", "att", "GREEN", "GREEN", false, "calm", 1, 0, 0),
        };
        ticks.Feed(100);
        string served = DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics"));
        string text = File.ReadAllText(Path.Combine(Repository.Root, file));
        var missing = new HashSet<string>();
        int found = 0;
        foreach (Match name in Name().Matches(text))
        {
            string family = Regex.Replace(name.Value, "_(bucket|sum|count)$", "");
            found++;
            if (!served.Contains($"# TYPE {family} ", StringComparison.Ordinal))
                missing.Add(family);
        }
        Assert.Empty(missing);
        Assert.InRange(found, 10, 200);
    }

    [Fact]
    public void The_operators_list_has_every_figure()
    {
        var ticks = new PictureTicks(seconds: 5)
        {
            Steering = new SteeringFacts("active", "spectrum", "att", "GREEN", "GREEN", false, "calm", 1, 0, 0),
        };
        string list = File.ReadAllText(Path.Combine(Repository.Root, "docs", "OPERATIONS.md"));
        string served = DeskKit.Text(DeskKit.Ask(ticks.Process, "/metrics"));
        foreach (string line in served.Split('\n'))
        {
            if (Type().Match(line) is { Success: true } type)
                Assert.Contains($"`{type.Groups["name"].Value}`", list, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("(?:wanctl|process)_[a-z_]+[a-z](?=[^a-z_]|$)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^# HELP (?<name>[a-z_:][a-z0-9_:]*) \S.*$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<type>counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<name>[a-z_:][a-z0-9_:]*)(?<labels>\{(?:[a-z_]+="[^"\\\n]*",?)+\})? (?<value>\S+)$""")]
    private static partial Regex Sample();
}
