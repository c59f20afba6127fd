using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;
using Wanctl.Simulation.Tunnel;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Tell;

/// <summary>What the log never says, whatever happens.</summary>
public sealed partial class ToldTruthTests : IDisposable
{
    private readonly AnsweringChannel _channel = new();
    private readonly List<string> _lines = [];

    public void Dispose() => _channel.Dispose();

    [Theory]
    [InlineData(false, "spectrum: download starts at 310 Mbit/s, ceiling 940, floor 200; waiting for the first reply")]
    [InlineData(true,
        "spectrum: dry run: download would start at 310 Mbit/s, ceiling 940, floor 200; waiting for the first reply")]
    public void The_first_line_of_a_direction_says_where_it_starts(bool dry, string wanted)
    {
        using Link link = LoopLinks.Make(_channel, LoopLinks.Settings with { DryRun = dry });
        var story = new LinkStory(link, new LogLines(_lines));
        for (int i = 0; i < 200; i++)
        {
            Tick(link, i, answered: i >= 50, Zone.Green, i >= 50 ? 21 : double.NaN);
            story.Follow();
        }
        Assert.Equal(wanted, _lines.Find(line => line.Contains("download", StringComparison.Ordinal)));
        Assert.DoesNotContain(_lines, line => line.Contains("->", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_is_not_known_is_told_as_a_number_or_as_a_colour()
    {
        using Link link = LoopLinks.Make(_channel);
        var story = new LinkStory(link, new LogLines(_lines));
        string status = story.Status(At(0));
        story.Summarise(At(0));
        for (int i = 0; i < 500; i++)
        {
            // A law that changes its mind with nothing to go by.
            Tick(link, i, answered: false, i % 100 < 50 ? Zone.Green : Zone.Red, double.NaN);
            story.Follow();
        }
        story.Summarise(At(500));
        _lines.AddRange([status, story.Status(At(500))]);
        Assert.DoesNotContain(_lines, line => line.Contains("NaN", StringComparison.Ordinal));
        Assert.DoesNotContain(_lines, line => line.Contains("GREEN", StringComparison.Ordinal));
        Assert.DoesNotContain(_lines, line => line.Contains("RED", StringComparison.Ordinal));
        Assert.Contains("unknown, no reading yet", _lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_behind_a_silence_says_how_old_the_last_reading_is()
    {
        using Link link = LoopLinks.Make(_channel);
        var story = new LinkStory(link, new LogLines(_lines));
        for (int i = 0; i < 100; i++)
            Tick(link, i, answered: true, Zone.Green, 21);
        for (int i = 100; i < 450; i++)
            Tick(link, i, answered: false, Zone.Green, 21);
        story.Follow();
        story.Summarise(At(450));
        Assert.Contains("(unknown, last reading 7 s ago), upload", _lines[^1], StringComparison.Ordinal);
        Assert.Contains("unknown, last reading 7 s ago", story.Status(At(450)), StringComparison.Ordinal);
        Assert.Contains("delta unknown", story.Status(At(450)), StringComparison.Ordinal);
    }

    /// <summary>Lines that fall, walk and wave: neither log nor last decisions call a fall a climb.</summary>
    [Theory]
    [InlineData("step", "adaptive")]
    [InlineData("lte-walk", "adaptive")]
    [InlineData("dsl-upload", "adaptive")]
    [InlineData("step", "classic")]
    [InlineData("lte-walk", "classic")]
    public void A_fall_is_never_labelled_a_climb(string scenario, string law)
    {
        Scenario line = ScenarioCatalog.Find(scenario)!;
        TunnelRun run = TunnelRunner.Run(line, TunnelLaws.Create(law, line, 3), 3, true);
        int falls = 0;
        foreach (bool dry in (bool[])[false, true])
        {
            using Link link = LoopLinks.Make(_channel, line.Settings with { DryRun = dry });
            var story = new LinkStory(link, new LogLines(_lines));
            var picture = new LinkPicture(link);
            foreach (JournalRecord record in run.Ticks)
            {
                Decision chosen = record.Chosen;
                if (dry)
                {
                    chosen.Down.Blocker = chosen.Up.Blocker = Blocker.DryRun;
                    chosen.Down.Applied = link.Settings.Download.Ceiling;
                    chosen.Up.Applied = link.Settings.Upload.Ceiling;
                }
                link.Apply(in record.Seen, in chosen);
                story.Follow();
                picture.Follow();
                for (int age = 0; age < Math.Min(2, picture.Notes.Count); age++)
                {
                    DecisionNote note = picture.Notes[age];
                    Assert.False(note.To < note.From && note.Reason == Reason.Climb, $"{note.From} -> {note.To}");
                }
            }
        }
        foreach (string told in _lines)
        {
            Match rates = Rates().Match(told);
            if (!rates.Success || Number(rates, "after") >= Number(rates, "before"))
                continue;
            falls++;
            Assert.DoesNotContain("climbing", told, StringComparison.Ordinal);
        }
        Assert.InRange(falls, 1, 10_000);
    }

    /// <summary>Every sentence with every number 1: no noun in the plural stands behind it.</summary>
    [Fact]
    public void One_thing_is_told_in_the_singular()
    {
        int told = 0;
        foreach (MethodInfo sentence in typeof(Sentences).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (sentence.GetCustomAttribute<LoggerMessageAttribute>() is null)
                continue;
            told++;
            object?[] values = Array.ConvertAll(sentence.GetParameters(), One);
            sentence.Invoke(null, values);
        }
        Assert.Equal(told, _lines.Count);
        foreach (string line in _lines)
            Assert.DoesNotMatch(@"\b1 (?!(ms|us)\b)[a-z]+s\b", line);
    }

    private object? One(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(ILogger) => new LogLines(_lines),
        var type when type == typeof(string) => "it",
        var type => Convert.ChangeType(1, type, CultureInfo.InvariantCulture),
    };

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static Instant At(int tick) => new(1_000_000_000_000 + tick * 20_000_000L);

    private static void Tick(Link link, int tick, bool answered, Zone zone, double loadMs)
    {
        Observation seen = default;
        seen.Tick = tick;
        seen.Now = At(tick);
        seen.Shaper.State = ShaperState.Ready;
        if (answered)
        {
            seen.Echoes.Add(new EchoSample { RttMicros = 21_000 });
            seen.Shaper.Down.Read = seen.Shaper.Up.Read = true;
            seen.Shaper.Down.ReadAt = seen.Shaper.Up.ReadAt = seen.Now;
        }
        Decision chosen = default;
        chosen.LoadMs = loadMs;
        chosen.BaselineMs = double.IsNaN(loadMs) ? double.NaN : 20;
        chosen.Down.Zone = chosen.Up.Zone = zone;
        chosen.Down.Wanted = Rate.FromMbps(310);
        chosen.Up.Wanted = Rate.FromMbps(38);
        chosen.Down.Blocker = chosen.Up.Blocker = Blocker.Unchanged;
        link.Apply(in seen, in chosen);
    }

    [GeneratedRegex(@"(?:(?<before>[0-9.]+) -> (?<after>[0-9.]+) Mbit/s|"
        + @"would set (?<after>[0-9.]+) Mbit/s, the shaper has (?<before>[0-9.]+)) \(")]
    private static partial Regex Rates();
}
