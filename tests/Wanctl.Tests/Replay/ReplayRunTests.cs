using System.IO;
using System.Text.Json;
using Wanctl.Core.Journal;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Keep;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Replay;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Replay;

/// <summary>What was recorded decides itself again.</summary>
public sealed class ReplayRunTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly EventQueue _events = new();
    private readonly JournalKit _kit = new();
    private readonly string _path;

    public ReplayRunTests() => _path = _folder.File("cable.journal");

    public void Dispose()
    {
        _kit.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_whole_recording_is_decided_alike_to_the_last_bit()
    {
        Record(1_500);
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((1_500, 1_500, 0), (run.Ticks, run.ExactTicks, run.Differences));
        Assert.False(run.StartMissing);
        Assert.Empty(run.Breaks);
        Assert.True(run.Recorded.Down.Cuts > 5, "a recording in which nothing happens proves nothing");
        Assert.Equal(run.Recorded.Down.MeanMbps, run.Replayed.Down.MeanMbps);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
        Assert.False(_events.TryTake(out _));
    }

    [Fact]
    public void Segments_are_joined_without_a_seam()
    {
        // A quarter of it holds 300 records.
        Record(1_000, SizeOf(300));

        Assert.True(File.Exists(_path + ".3"));
        Assert.False(File.Exists(_path + ".4"));
        ReplayRun run = JournalKit.Replay(_path);
        Assert.Equal((1_000, 1_000, 0), (run.Ticks, run.ExactTicks, run.Differences));
        Assert.Equal(4, JournalKit.Find(_path).Segments.Count);
    }

    [Fact]
    public void Without_the_first_segment_only_the_warm_up_may_differ_much()
    {
        using (var writer = new JournalWriter(_kit.Link, _kit.Start, new JournalFile(_path, SizeOf(1_500)), _events))
        {
            for (int i = 0; i < 5; i++)
            {
                _kit.Step(1_500);
                writer.Follow();
            }
        }
        ReplayRun run = JournalKit.Replay(_path);

        Assert.True(run.StartMissing);
        Assert.Equal((6_000, 0, 0), (run.Ticks, run.ExactTicks, run.Differences));
        Assert.Equal(1_200, run.WarmUpTicks);
        Assert.Equal(4_800, run.LaterTicks);
        Assert.Null(run.First);
        using var text = new StringWriter();
        ReplayText.Write(text, JournalKit.Find(_path), run);
        Assert.Contains("the recording's first segment is not there", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_adaptive_law_is_decided_alike_too_and_so_is_a_change_of_the_law()
    {
        LinkSettings adaptive = JournalKit.Settings with { Law = RateLawKind.Adaptive };
        using var kit = new JournalKit(adaptive);
        using (new JournalKeeper([kit.Link], [new JournalFile(_path, SizeOf(700))], [kit.Start], _events))
        {
            kit.Step(1_000);
            kit.Link.Adopt(JournalKit.Settings);
            kit.Step(300);
            kit.Link.Adopt(adaptive);
            kit.Step(200);
        }
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((1_500, 1_500, 0), (run.Ticks, run.ExactTicks, run.Differences));
        Assert.Equal("adaptive", run.Recorded.Law);
        Assert.True(run.Recorded.Down.Cuts > 5, "a recording in which nothing happens proves nothing");
    }

    [Fact]
    public void A_law_that_believes_is_decided_alike_with_all_that_it_believes()
    {
        using var kit = new JournalKit(JournalKit.Settings with { Law = RateLawKind.Adaptive2 });
        using (new JournalKeeper([kit.Link], [new JournalFile(_path, SizeOf(1_500))], [kit.Start], _events))
            kit.Step(1_500);
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((1_500, 1_500, 0), (run.Ticks, run.ExactTicks, run.Differences));
        byte[] bytes = File.ReadAllBytes(_path);
        Span<byte> place = bytes.AsSpan(JournalCodec.HeaderSize + 250 * JournalCodec.RecordSize);
        JournalRecord record = JournalKit.Record(place, out long number);
        Assert.True(record.Chosen.Down.Belief.Known && record.Chosen.Causes.Known);
        float was = record.Chosen.Down.Belief.Deviation;
        record.Chosen.Down.Belief.Deviation = 2 * was;
        JournalCodec.WriteRecord(in record, number, place);
        File.WriteAllBytes(_path, bytes);
        run = JournalKit.Replay(_path);
        Assert.Equal((1, "down.belief.deviation"), (run.Differences, run.First!.What.Field));
    }

    [Fact]
    public void What_was_believed_in_the_end_is_told_and_left_out_where_nothing_was()
    {
        using (Keeper(SizeOf(1_500)))
            _kit.Step(1_500);
        ReplayRun classic = JournalKit.Replay(_path);
        ReplayRun run = JournalKit.Replay(_path, RateLawKind.Adaptive2);
        Assert.True(run.Replayed.Down.Beliefs.Queues > 0 && run.Replayed.Causes.Known);
        string told = Text(run);
        Assert.Contains("  download at the end: ", told, StringComparison.Ordinal);
        Assert.Contains($"{run.Replayed.Down.Beliefs.Tries} tr", told, StringComparison.Ordinal);
        Assert.Contains("  latest excess: download ", told, StringComparison.Ordinal);
        Assert.DoesNotContain("at the end", Text(classic), StringComparison.Ordinal);

        JsonElement replayed = Json(run).GetProperty("replayed");
        JsonElement down = replayed.GetProperty("down");
        Assert.Equal(run.Replayed.Down.Beliefs.Queues, down.GetProperty("queues").GetInt64());
        Assert.True(down.GetProperty("belief").GetProperty("capacity_mbps").GetDouble() > 0);
        Assert.True(replayed.GetProperty("causes").GetProperty("words").GetString()!.Length > 0);
        JsonElement recorded = Json(run).GetProperty("recorded");
        Assert.Equal(JsonValueKind.Null, recorded.GetProperty("causes").ValueKind);
        Assert.Equal(JsonValueKind.Null, recorded.GetProperty("down").GetProperty("belief").ValueKind);
    }

    /// <summary>Written by wanctl 0.1.0 before decisions held beliefs: a line that answers, a router that does not.
    /// </summary>
    [Fact]
    public void A_journal_of_the_version_before_is_decided_alike_and_shows_no_beliefs()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Vectors", "version-3.journal"), _path);
        using (JournalReader reader = JournalReader.Open(_path, out HeaderFault fault)!)
        {
            Assert.Equal((HeaderFault.None, 3), (fault, reader.Header.Version));
            Assert.True(reader.TryRead(out _, out JournalRecord record));
            Assert.False(record.Chosen.Down.Belief.Known || record.Chosen.Causes.Known);
            Assert.Equal(RateLawKind.Classic, reader.Header.Settings.Law);
        }
        ReplayRun run = JournalKit.Replay(_path);
        Assert.Equal((30, 30, 0, 0), (run.Ticks, run.ExactTicks, run.Differences, run.LostTail));
        ReplayRun believing = JournalKit.Replay(_path, RateLawKind.Adaptive2);
        Assert.Equal(30, believing.Ticks);

        byte[] bytes = File.ReadAllBytes(_path);
        for (int length = bytes.Length - 1; length >= JournalCodec.HeaderSize; length -= 61)
        {
            File.WriteAllBytes(_path, bytes[..length]);
            int whole = (length - JournalCodec.HeaderSize) / JournalCodec.RecordSizeOf(3);
            run = JournalKit.Replay(_path);
            Assert.Equal((whole, whole, 0), (run.Ticks, run.ExactTicks, run.Differences));
        }
    }

    [Fact]
    public void Changed_settings_are_taken_up_at_their_tick()
    {
        using (Keeper(SizeOf(1_000)))
        {
            _kit.Step(333);
            LinkSettings settings = JournalKit.Settings;
            _kit.Link.Adopt(settings with { Download = settings.Download with { FactorDown = 0.5 } });
            _kit.Step(334);
            _kit.Link.Adopt(settings with { Download = settings.Download with { Ceiling = Rate.FromMbps(700) } });
            _kit.Step(333);
        }
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((1_000, 1_000, 0), (run.Ticks, run.ExactTicks, run.Differences));
        var found = new List<(SegmentCause, long)>();
        foreach ((_, JournalHeader header) in JournalKit.Find(_path).Segments)
            found.Add((header.Cause, header.FirstRecord));
        Assert.Equal([(SegmentCause.Begin, 0), (SegmentCause.Adopted, 333), (SegmentCause.Adopted, 667)], found);
    }

    [Fact]
    public void A_changed_decision_is_found_and_named()
    {
        Record(400);
        byte[] bytes = File.ReadAllBytes(_path);
        Span<byte> place = bytes.AsSpan(JournalCodec.HeaderSize + 250 * JournalCodec.RecordSize);
        JournalRecord record = JournalKit.Record(place, out long number);
        long was = record.Chosen.Up.Wanted.BitsPerSecond;
        record.Chosen.Up.Wanted = new Rate(was + 1);
        JournalCodec.WriteRecord(in record, number, place);
        File.WriteAllBytes(_path, bytes);
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((1, 400), (run.Differences, run.ExactTicks));
        Assert.Equal((250, 250, 12.5), (run.First!.Record, run.First.Tick, run.First.Seconds));
        Assert.Equal(new Difference("up.wanted_bps", $"{was + 1}", $"{was}"), run.First.What);
    }

    [Fact]
    public void A_damaged_tail_loses_only_the_tail()
    {
        Record(400);
        JournalKit.Damage(_path, JournalCodec.HeaderSize + 399 * JournalCodec.RecordSize + 50);
        using (FileStream stream = File.Open(_path, FileMode.Append))
            stream.Write(new byte[100]);
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((399, 399, 0, 2), (run.Ticks, run.ExactTicks, run.Differences, run.LostTail));
        Assert.Empty(run.Breaks);
    }

    [Fact]
    public void A_hole_ends_the_exact_comparison_and_is_reported_with_its_place()
    {
        Record(400);
        JournalKit.Damage(_path, JournalCodec.HeaderSize + 200 * JournalCodec.RecordSize + 50);
        JournalKit.Damage(_path, JournalCodec.HeaderSize + 201 * JournalCodec.RecordSize + 50);
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((398, 200, 0), (run.Ticks, run.ExactTicks, run.Differences));
        Assert.Equal(198, run.WarmUpTicks);
        Break hole = Assert.Single(run.Breaks);
        Assert.Equal((_path, 202L, 2L), (hole.Path, hole.Record, hole.Missing));
        Assert.Equal(10.1, hole.Seconds, 6);
    }

    [Fact]
    public void A_missing_segment_in_the_middle_is_a_hole_as_well()
    {
        Record(1_000, SizeOf(300));
        File.Delete(_path + ".2");
        File.Move(_path + ".3", _path + ".2");
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((700, 300), (run.Ticks, run.ExactTicks));
        Assert.Equal(300, Assert.Single(run.Breaks).Missing);
        Assert.Equal(0, run.Differences);
    }

    [Fact]
    public void Another_law_is_tried_without_a_comparison()
    {
        Record(400);
        ReplayRun same = JournalKit.Replay(_path, RateLawKind.Classic);
        ReplayRun run = JournalKit.Replay(_path, RateLawKind.Adaptive);

        Assert.True(run.TriesLaw);
        Assert.Equal((400, 0), (run.Ticks, run.ExactTicks));
        Assert.Equal(same.Recorded.Up.MeanMbps, same.Replayed.Up.MeanMbps);
        Assert.Equal(("classic", "adaptive"), (run.Recorded.Law, run.Replayed.Law));
        Assert.NotEqual(run.Recorded.Down.MeanMbps, run.Replayed.Down.MeanMbps);
        using var text = new StringWriter();
        ReplayText.Write(text, JournalKit.Find(_path), run);
        Assert.Contains("open loop", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_loops_own_parts_recorded_is_all_plausible()
    {
        using Link link = Host.Loop.LoopLinks.Make(new Host.Loop.AnsweringChannel());
        var start = new JournalStart(Core.Decide.LinkMemory.Initial(link.Settings), []);
        using (new JournalKeeper([link], [new JournalFile(_path, 1_000_000)], [start], _events))
            Host.Loop.LoopLinks.Step(link, 200);
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((200, 200, 0, 0), (run.Ticks, run.ExactTicks, run.Differences, run.Implausible));
    }

    [Fact]
    public void Time_that_runs_backwards_is_left_out_and_told()
    {
        Record(100);
        byte[] bytes = File.ReadAllBytes(_path);
        Span<byte> place = bytes.AsSpan(JournalCodec.HeaderSize + 50 * JournalCodec.RecordSize);
        JournalRecord record = JournalKit.Record(place, out long number);
        record.Seen.Now = new Instant(record.Seen.Now.Nanos - 1_000_000_000);
        JournalCodec.WriteRecord(in record, number, place);
        File.WriteAllBytes(_path, bytes);
        ReplayRun run = JournalKit.Replay(_path);

        Assert.Equal((99, 50, 1), (run.Ticks, run.ExactTicks, run.Implausible));
        Assert.Equal(1, Assert.Single(run.Breaks).Missing);
    }

    [Theory]
    [InlineData(RateLawKind.Classic)]
    [InlineData(RateLawKind.Adaptive)]
    [InlineData(RateLawKind.Adaptive2)]
    public void Hostile_files_end_in_words_not_in_exceptions(RateLawKind law)
    {
        Record(60);
        byte[] sound = File.ReadAllBytes(_path);
        var random = new Random(5);
        long stepped = 0;
        for (int round = 0; round < 150; round++)
        {
            byte[] bytes = sound[..random.Next(sound.Length)];
            for (int i = 0; i < 60 && bytes.Length > JournalCodec.HeaderSize; i++)
            {
                int at = JournalCodec.HeaderSize + i * JournalCodec.RecordSize;
                if (at + JournalCodec.RecordSize > bytes.Length)
                    break;
                // Records of arbitrary content whose sums are right: nobody has looked at them before us.
                JournalRecord record = RandomRecord(random, i, round % 2 == 0);
                JournalCodec.WriteRecord(in record, i, bytes.AsSpan(at));
            }
            File.WriteAllBytes(_path, bytes);
            var problems = new List<string>();
            foreach (Recording recording in Recording.Find([_path], problems))
            {
                var run = new ReplayRun(recording, law);
                run.Run(null);
                stepped += run.Ticks;
                Assert.NotEmpty(Text(run));
                Assert.Equal(JsonValueKind.Object, Json(run).ValueKind);
            }
        }
        Assert.True(stepped > 1_000, $"only {stepped} records were stepped");
    }

    private string Text(ReplayRun run)
    {
        using var text = new StringWriter();
        ReplayText.Write(text, JournalKit.Find(_path), run);
        return text.ToString();
    }

    private JsonElement Json(ReplayRun run)
    {
        using var stream = new MemoryStream();
        ReplayJson.Write(stream, JournalKit.Find(_path), run);
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private static JournalRecord RandomRecord(Random random, int tick, bool plausible)
    {
        var record = Journal.RandomValues.Make<JournalRecord>(random);
        record.Seen.Echoes = default;
        if (random.Next(2) == 0)
            record.Seen.Echoes.Add(new() { Reflector = (byte)random.Next(3), RttMicros = random.Next() });
        if (!plausible)
            return record;
        record.Seen.Tick = tick * 3;
        record.Seen.Now = new Instant(1 + tick * 80_000_000_000_000 + random.NextInt64(1_000_000_000));
        record.Seen.Shaper.Down.ReadAt = new Instant(record.Seen.Now.Nanos - random.Next());
        record.Seen.Shaper.Up.ReadAt = record.Seen.Now;
        record.Seen.Echoes = default;
        for (int i = random.Next(8); i > 0; i--)
        {
            record.Seen.Echoes.Add(new()
            {
                Reflector = (byte)random.Next(3),
                RttMicros = random.Next(-1, 60_000_000),
                SentAt = new Instant(record.Seen.Now.Nanos - random.Next()),
            });
        }
        return record;
    }

    private void Record(int ticks, long size = 64_000_000)
    {
        using JournalKeeper keeper = Keeper(size);
        _kit.Step(ticks);
    }

    private JournalKeeper Keeper(long size) =>
        new([_kit.Link], [new JournalFile(_path, size)], [_kit.Start], _events);

    /// <summary>The size at which a segment holds so many records.</summary>
    private static long SizeOf(int records) =>
        JournalFile.Segments * (JournalCodec.HeaderSize + (long)records * JournalCodec.RecordSize);
}
