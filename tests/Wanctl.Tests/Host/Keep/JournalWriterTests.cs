using System.IO;
using Wanctl.Core.Journal;
using Wanctl.Host.Keep;
using Wanctl.Host.Tell;
using Wanctl.Tests.Kit;
using Wanctl.Tests.Replay;

namespace Wanctl.Tests.Host.Keep;

/// <summary>What of a journal reaches the disk.</summary>
public sealed class JournalWriterTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly EventQueue _events = new();
    private readonly JournalKit _kit = new();

    public void Dispose()
    {
        _kit.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_could_not_be_written_is_written_later_and_trouble_is_told_once()
    {
        string path = _folder.File("later/cable.journal");
        using JournalWriter writer = Writer(path);
        _kit.Step(50);
        writer.Follow();
        writer.Follow();
        Directory.CreateDirectory(_folder.File("later"));
        _kit.Step(50);
        writer.Follow();

        Assert.True(_events.TryTake(out HostEvent told));
        Assert.Equal((Happening.JournalUnwritable, path), (told.What, told.Where));
        Assert.True(_events.TryTake(out told));
        Assert.Equal(Happening.JournalWritable, told.What);
        Assert.False(_events.TryTake(out _));
        Assert.Equal(100, JournalKit.Replay(path).ExactTicks);
    }

    [Fact]
    public void Ticks_that_the_ring_has_lost_are_counted_and_a_segment_begins_behind_them()
    {
        string path = _folder.File("cable.journal");
        using JournalWriter writer = Writer(path);
        _kit.Step(100);
        writer.Follow();
        _kit.Step(3_000);
        writer.Follow();

        Assert.True(_events.TryTake(out HostEvent told));
        Assert.Equal(Happening.JournalGap, told.What);
        Assert.InRange(told.Number, 600, 650);
        Wanctl.Replay.ReplayRun run = JournalKit.Replay(path);
        Assert.Equal((100, 0), (run.ExactTicks, run.Differences));
        Assert.Equal(told.Number, Assert.Single(run.Breaks).Missing);
        Assert.Equal(3_100 - told.Number, run.Ticks);
    }

    [Fact]
    public void Two_changes_of_settings_between_two_ticks_are_not_joined()
    {
        string path = _folder.File("cable.journal");
        using JournalWriter writer = Writer(path);
        _kit.Step(10);
        _kit.Link.Adopt(JournalKit.Settings with { ExcessMs = 6 });
        _kit.Link.Adopt(JournalKit.Settings with { ExcessMs = 7 });
        _kit.Step(10);
        writer.Follow();

        using JournalReader? reader = JournalReader.Open(path, out _);
        Assert.Equal((SegmentCause.Gap, 10, 7), (reader!.Header.Cause, reader.Header.FirstRecord,
            reader.Header.Settings.ExcessMs));
    }

    [Fact]
    public void A_recording_of_another_process_is_moved_on_and_both_are_found()
    {
        string path = _folder.File("cable.journal");
        using (JournalWriter writer = Writer(path))
        {
            _kit.Step(20);
            writer.Follow();
        }
        using (var other = new JournalKit())
        using (var writer = new JournalWriter(other.Link, other.Start, new JournalFile(path, 1_000_000), _events))
        {
            other.Step(30);
            writer.Follow();
        }
        var problems = new List<string>();
        List<Wanctl.Replay.Recording> found = Wanctl.Replay.Recording.Find([path, path + ".1"], problems);

        Assert.Equal(2, found.Count);
        Assert.Empty(problems);
        Assert.Equal(path + ".1", found[0].Segments[0].Path);
    }

    [Fact]
    public void All_segments_together_stay_within_their_space()
    {
        const long Size = 400_000;
        string path = _folder.File("cable.journal");
        using var writer = new JournalWriter(_kit.Link, _kit.Start, new JournalFile(path, Size), _events);
        for (int i = 0; i < 10; i++)
        {
            _kit.Step(200);
            writer.Follow();
            long sum = 0;
            foreach (string file in Directory.GetFiles(_folder.Path))
                sum += new FileInfo(file).Length;
            Assert.InRange(sum, 1, Size);
        }
        Assert.Equal(4, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void A_file_that_is_no_journal_is_found_before_it_is_moved()
    {
        string path = _folder.File("cable.journal");
        const string wanted = "found no journal, wanted a journal or an unused name";
        Assert.Equal("", JournalFile.Stranger(path));
        File.WriteAllText(path + ".2", "dear diary");
        Assert.Equal($"{path}.2:1: {wanted}", JournalFile.Stranger(path));
        File.WriteAllText(path, "");
        Assert.Equal($"{path}:1: {wanted}", JournalFile.Stranger(path));
    }

    private JournalWriter Writer(string path) =>
        new(_kit.Link, _kit.Start, new JournalFile(path, 4_000_000), _events);
}
