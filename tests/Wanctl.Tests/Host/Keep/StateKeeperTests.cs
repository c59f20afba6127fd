using System.IO;
using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Keep;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Keep;

/// <summary>What of a link survives its process.</summary>
public sealed class StateKeeperTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly EventQueue _events = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_kept_at_the_end_is_recalled_at_the_start()
    {
        LinkSettings settings = At("keep/state.json");
        using Link link = LoopLinks.Make(new AnsweringChannel(), settings);
        LoopLinks.Step(link, 61);
        using (new StateKeeper([link], _events))
        {
            // Its end writes.
        }
        Assert.True(link.TryGetSnapshot(out LinkSnapshot snapshot));
        var baselines = new List<(int, double)>();
        LinkMemory recalled = StateKeeper.Recall(settings, (i, micros) => baselines.Add((i, micros)), out bool restored,
            out string problem);

        Assert.Equal((true, ""), (restored, problem));
        Assert.Equal(snapshot.Memory, recalled with { AwaySeconds = snapshot.Memory.AwaySeconds });
        Assert.Equal([(0, snapshot.ReflectorAt(0).IdleMicros)], baselines);
        Assert.False(_events.TryTake(out _));
    }

    /// <summary>A trial of another law costs nothing of what was learned, but the time that nobody looked.</summary>
    [Theory]
    [InlineData(RateLawKind.Classic)]
    [InlineData(RateLawKind.Adaptive)]
    public void What_one_law_has_learned_of_the_line_outlasts_a_run_under_another(RateLawKind law)
    {
        LinkSettings settings = At("state.json") with { Law = law };
        LinkMemory learned = LinkMemory.Initial(settings) with
        {
            DownLine = new LineMemory
            {
                Usual = Rate.FromMbps(900), Capacity = Rate.FromMbps(830), Deviation = 0.02, NoisePerSecond = 1e-6,
            },
            UpLine = new LineMemory { Capacity = Rate.FromMbps(34), Deviation = 0.1, NoisePerSecond = 1e-4 },
            AwaySeconds = 5000,
        };
        StateFile.Write(settings.StateFile, in learned, []);
        for (int run = 0; run < 2; run++)
        {
            LinkMemory before = StateKeeper.Recall(settings, (_, _) => { }, out _, out _);
            using Link link = LoopLinks.Make(new AnsweringChannel(), settings, before);
            LoopLinks.Step(link, 61);
            using (new StateKeeper([link], _events))
            {
                // Its end writes.
            }
        }
        LinkMemory recalled = StateKeeper.Recall(settings, (_, _) => { }, out _, out _);

        Assert.Equal((learned.DownLine, learned.UpLine), (recalled.DownLine, recalled.UpLine));
        Assert.True(recalled.AwaySeconds is > 5000 and < 5600, $"{recalled.AwaySeconds} s");
    }

    [Fact]
    public void A_link_that_has_not_run_writes_nothing()
    {
        using Link link = LoopLinks.Make(new AnsweringChannel(), At("state.json"));
        using (new StateKeeper([link], _events))
        {
            // Its end would write.
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_and_does_not_keep_the_others_away()
    {
        File.WriteAllText(_folder.File("file"), "");
        using Link broken = LoopLinks.Make(new AnsweringChannel(), At("file/state.json"));
        using Link well = LoopLinks.Make(new AnsweringChannel(), At("well.json"));
        LoopLinks.Step(broken, 1);
        LoopLinks.Step(well, 1);
        using (new StateKeeper([broken, well], _events))
        {
            // Its end writes.
        }

        Assert.True(_events.TryTake(out HostEvent told));
        Assert.Equal((Happening.StateUnwritable, broken.Settings.StateFile), (told.What, told.Where));
        Assert.NotEqual("", told.Text);
        Assert.False(_events.TryTake(out _));
        Assert.True(File.Exists(well.Settings.StateFile));
    }

    [Fact]
    public void Without_a_file_a_link_starts_from_its_settings()
    {
        LinkSettings settings = At("none.json");
        LinkMemory memory = StateKeeper.Recall(settings, (_, _) => Assert.Fail("no baseline"), out bool restored,
            out string problem);

        Assert.Equal((false, ""), (restored, problem));
        Assert.Equal(LinkMemory.Initial(settings), memory);
    }

    [Fact]
    public void Baselines_of_reflectors_that_are_no_longer_asked_are_left_aside()
    {
        LinkSettings settings = At("state.json");
        LinkMemory memory = LinkMemory.Initial(settings);
        StateFile.Write(settings.StateFile, in memory, [("203.0.113.9", 5_000), ("192.0.2.1", 7_000)]);
        var baselines = new List<(int, double)>();
        StateKeeper.Recall(settings, (i, micros) => baselines.Add((i, micros)), out _, out _);

        Assert.Equal([(0, 7_000)], baselines);
    }

    private LinkSettings At(string file) => LoopLinks.Settings with { StateFile = _folder.File(file) };
}
