using System.IO;
using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Keep;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Keep;

/// <summary>A link's memory on disk: what any file, however damaged, may do to it.</summary>
public sealed class StateFileTests : IDisposable
{
    private const string Original = """
        {
          "download": {"green_streak": 12, "soft_red_streak": 0, "red_streak": 0, "current_rate": 920000000},
          "upload": {"green_streak": 3, "red_streak": 1, "current_rate": 36000000},
          "ewma": {"baseline_rtt": 24.75, "load_rtt": 26.5},
          "last_applied": {"dl_rate": 920000000, "ul_rate": null},
          "timestamp": "2026-01-31T12:34:56.789012"
        }
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Path => _folder.File("keep/state.json");

    [Fact]
    public void What_is_written_is_read_again()
    {
        LinkMemory memory = Sample();
        StateFile.Write(Path, in memory, [("192.0.2.1", 18_250.5), ("2001:db8::1", 9_000)]);
        LinkMemory read = LinkMemory.Initial(Links.Cable);
        var baselines = new Dictionary<string, double>();

        Assert.True(StateFile.TryRead(Path, ref read, baselines.Add, out string problem));
        Assert.Equal("", problem);
        Assert.InRange(read.AwaySeconds, 1, 60);
        Assert.Equal(memory, read with { AwaySeconds = 0 });
        Assert.Equal(18_250.5, baselines["192.0.2.1"]);
        Assert.Equal(9_000, baselines["2001:db8::1"]);
    }

    [Fact]
    public void Nothing_but_the_file_is_left_and_only_its_owner_reads_it()
    {
        LinkMemory memory = Sample();
        for (int i = 0; i < 3; i++)
            StateFile.Write(Path, in memory, []);

        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.File("keep")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void The_original_s_file_is_understood_with_its_naive_timestamp()
    {
        LinkMemory memory = Read(Original, out bool used, out _);

        Assert.True(used);
        Assert.Equal((24.75, 26.5), (memory.BaselineMs, memory.LoadMs));
        Assert.Equal((920_000_000L, 36_000_000L), (memory.DownWanted.BitsPerSecond, memory.UpWanted.BitsPerSecond));
        Assert.Equal((12, 0, 1), (memory.DownStreaks.Green, memory.UpStreaks.SoftRed, memory.UpStreaks.Red));
        Assert.Equal((920_000_000L, 0L), (memory.DownApplied.BitsPerSecond, memory.UpApplied.BitsPerSecond));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"ewma\": 3, \"download\": null, \"upload\": [], \"last_applied\": \"x\", \"reflectors\": 1}")]
    [InlineData("{\"ewma\": {\"baseline_rtt\": \"24\", \"load_rtt\": true}}")]
    [InlineData("{\"ewma\": {}, \"download\": {}, \"reflectors\": {\"a\": \"b\", \"c\": -1, \"d\": 1e300}}")]
    public void What_is_missing_keeps_its_default(string json)
    {
        LinkMemory memory = Read(json, out bool used, out _);

        Assert.True(used);
        Assert.Equal(LinkMemory.Initial(Links.Cable), memory);
    }

    [Theory]
    [InlineData("{\"ewma\": {\"baseline_rtt\": 1e999, \"load_rtt\": -1e999}}")]
    [InlineData("{\"ewma\": {\"baseline_rtt\": -5, \"load_rtt\": 1e300}}")]
    [InlineData("{\"download\": {\"current_rate\": 1, \"green_streak\": -9, \"red_streak\": 1e99}}")]
    [InlineData("{\"upload\": {\"current_rate\": 1e12}, \"download\": {\"current_rate\": -1}}")]
    [InlineData("{\"wanctl\": {\"download\": {\"usual_rate\": 1e12, \"capacity\": 1, \"deviation\": 1e-300}}}")]
    [InlineData("{\"wanctl\": {\"upload\": {\"usual_rate\": -4, \"capacity\": 5e6, \"deviation\": 0.1}}}")]
    [InlineData("{\"wanctl\": {\"upload\": {\"capacity\": 5e6, \"deviation\": 9, \"noise_per_second\": 1e-4}}}")]
    [InlineData("{\"wanctl\": {\"upload\": {\"capacity\": 1, \"deviation\": 0.1, \"noise_per_second\": 1e99}}}")]
    public void Values_beyond_reason_are_mended(string json) => AssertSane(Read(json, out _, out _));

    [Theory]
    [InlineData("")]
    [InlineData("{\"ewma\": {\"baseline_rtt\": NaN}}")]
    [InlineData("not json")]
    [InlineData("{\"ewma\": {\"baseline_rtt\": 24},")]
    [InlineData("\0\0\0\0")]
    public void What_is_no_JSON_is_refused_with_a_sentence(string json)
    {
        AssertSane(Read(json, out bool used, out string problem));

        Assert.False(used);
        Assert.StartsWith(Path + ": cannot be read and is ignored: ", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"\\ud800\": 1, \"ewma\": {\"load_rtt\": 1}}")]
    [InlineData("{\"reflectors\": {\"\\udfff\": 5}}")]
    [InlineData("{\"reflectors\": {\"\u00ff\": 5}}")]
    public void A_name_that_is_no_Unicode_is_no_exception(string json) =>
        AssertSane(Read(Encoding.Latin1.GetBytes(json), out _, out _));

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"version\": 1}")]
    [InlineData("{\"version\": 3, \"download\": {\"usual_rate\": null}, \"upload\": 7}")]
    [InlineData("{\"version\": \"9\"}")]
    [InlineData("[1]")]
    public void A_file_of_this_version_or_an_older_one_is_taken_without_a_word(string section)
    {
        LinkMemory memory = Read($"{{\"wanctl\": {section}}}", out bool used, out string problem);

        Assert.True(used);
        Assert.Equal("", problem);
        Assert.Equal(LinkMemory.Initial(Links.Cable), memory with { AwaySeconds = 0 });
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.File("keep")));
    }

    [Theory]
    [InlineData("4", "found version 4, wanted 3 at most")]
    [InlineData("3.5", "found version 3.5, wanted 3 at most")]
    [InlineData("1e300", "found version 1E+300, wanted 3 at most")]
    public void A_file_of_a_later_version_is_taken_as_far_as_it_is_understood_and_kept_whole(
        string version, string word)
    {
        string text = $$$"""
            {"wanctl": {"version": {{{version}}}, "download": {"usual_rate": 700000000, "hue": "blue"}, "moon": [1]},
             "ewma": {"baseline_rtt": 31}}
            """;
        LinkMemory memory = Read(text, out bool used, out string problem);

        Assert.True(used);
        Assert.Equal((31, 700), (memory.BaselineMs, memory.DownLine.Usual.Mbps));
        Assert.StartsWith($"{Path}: {word}: ", problem, StringComparison.Ordinal);
        Assert.Contains(StateFile.Later(Path), problem, StringComparison.Ordinal);
        StateFile.Write(Path, in memory, []);
        Assert.Equal(text, File.ReadAllText(StateFile.Later(Path)));
        Read(File.ReadAllText(Path), out _, out problem);
        Assert.Equal("", problem);
    }

    [Fact]
    public void Where_a_file_of_a_later_version_cannot_be_kept_that_is_said_and_no_obstacle()
    {
        Directory.CreateDirectory(StateFile.Later(Path) + "/inside");
        Read("{\"wanctl\": {\"version\": 7}}", out bool used, out string problem);

        Assert.True(used);
        Assert.Contains("the rest will be lost in five seconds", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"timestamp\": \"2031-02-30T00:00:00Z\"")]
    [InlineData("\"timestamp\": \"2999-01-01T00:00:00.000Z\"")]
    [InlineData("\"timestamp\": 5")]
    [InlineData("\"timestamp\": \"0001-01-01T00:00:00Z\"")]
    [InlineData("\"x\": 0")]
    public void A_file_that_does_not_say_when_it_was_written_is_as_old_as_can_be(string stamp) =>
        Assert.Equal(
            LinkMemory.AwaySecondsMost, Read($"{{\"wanctl\": {{}}, {stamp}}}", out _, out _).AwaySeconds);

    [Fact]
    public void A_file_that_is_too_large_is_not_even_read()
    {
        Read(new byte[70_000], out bool used, out string problem);

        Assert.False(used);
        Assert.Contains("70000 bytes", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_no_problem()
    {
        LinkMemory memory = LinkMemory.Initial(Links.Cable);

        Assert.False(StateFile.TryRead(Path, ref memory, (_, _) => { }, out string problem));
        Assert.Equal("", problem);
        Assert.False(StateFile.TryRead(_folder.Path, ref memory, (_, _) => { }, out _));
    }

    [Fact]
    public void A_file_cut_at_any_byte_never_throws_and_never_harms()
    {
        LinkMemory memory = Sample();
        StateFile.Write(Path, in memory, [("192.0.2.1", 18_250.5)]);
        byte[] whole = File.ReadAllBytes(Path);
        for (int size = 0; size < whole.Length; size++)
        {
            AssertSane(Read(whole.AsSpan(0, size), out bool used, out _));
            Assert.False(used);
        }
    }

    [Fact]
    public void Random_damage_never_throws_and_never_harms()
    {
        var chance = new Random(7);
        LinkMemory memory = Sample();
        StateFile.Write(Path, in memory, [("192.0.2.1", 18_250.5)]);
        byte[] whole = File.ReadAllBytes(Path);
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = (byte[])whole.Clone();
            for (int k = chance.Next(1, 6); k > 0; k--)
                damaged[chance.Next(damaged.Length)] = Letter(chance);
            AssertSane(Read(damaged, out _, out _));
        }
    }

    [Fact]
    public void What_cannot_be_written_is_an_IOException()
    {
        LinkMemory memory = Sample();
        string file = _folder.File("file");
        File.WriteAllText(file, "");
        Directory.CreateDirectory(_folder.File("taken/inside"));

        Assert.ThrowsAny<IOException>(() => StateFile.Write(file + "/state.json", in memory, []));
        Assert.ThrowsAny<IOException>(() => StateFile.Write(_folder.File("taken"), in memory, []));
        Assert.ThrowsAny<IOException>(() => StateFile.Write("/proc/wanctl/state.json", in memory, []));
        Assert.ThrowsAny<IOException>(() => StateFile.Write("/sys/wanctl/state.json", in memory, []));
    }

    [Fact]
    public void A_write_that_fails_leaves_no_draft_behind()
    {
        LinkMemory memory = Sample();
        Directory.CreateDirectory(_folder.File("taken/inside"));

        Assert.ThrowsAny<IOException>(() => StateFile.Write(_folder.File("taken"), in memory, []));
        Assert.Equal([_folder.File("taken")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_is_none_is_left_out_and_the_rest_is_kept(double none)
    {
        LinkMemory memory = Sample() with { BaselineMs = none };
        StateFile.Write(Path, in memory, [("192.0.2.1", none), ("192.0.2.2", 5)]);
        LinkMemory read = LinkMemory.Initial(Links.Cable);
        var baselines = new Dictionary<string, double>();

        Assert.True(StateFile.TryRead(Path, ref read, baselines.Add, out _));
        Assert.Equal(
            Sample() with { BaselineMs = Links.Cable.Thresholds.BaselineInitialMs }, read with { AwaySeconds = 0 });
        Assert.Equal([new KeyValuePair<string, double>("192.0.2.2", 5)], baselines);
    }

    private static byte Letter(Random chance)
    {
        const string Usual = "{}[]\":,0123456789.eE+-\\unul ";
        return chance.Next(3) == 0 ? (byte)chance.Next(256) : (byte)Usual[chance.Next(Usual.Length)];
    }

    private static LinkMemory Sample() => new()
    {
        BaselineMs = 23.125,
        LoadMs = 31.5,
        DownWanted = Rate.FromMbps(811),
        UpWanted = Rate.FromMbps(33),
        DownApplied = Rate.FromMbps(800),
        UpApplied = Rate.FromMbps(32),
        DownStreaks = new ZoneStreaks { Green = 4, SoftRed = 1, Red = 2 },
        UpStreaks = new ZoneStreaks { Green = 5, SoftRed = 0, Red = 6 },
        DownLine = new LineMemory
        {
            Usual = Rate.FromMbps(902), Capacity = Rate.FromMbps(830), Deviation = 0.0125, NoisePerSecond = 2.5e-6,
        },
        UpLine = new LineMemory { Capacity = Rate.FromMbps(34), Deviation = 0.3, NoisePerSecond = 1e-4 },
    };

    private static void AssertSane(LinkMemory memory)
    {
        LinkSettings link = Links.Cable;
        LinkMemory clean = memory.Sanitised(link);
        Assert.InRange(clean.BaselineMs, link.Thresholds.BaselineMinMs, link.Thresholds.BaselineMaxMs);
        Assert.InRange(clean.LoadMs, 0.001, 10_000);
        Assert.True(clean.DownWanted >= link.Download.FloorRed && clean.DownWanted <= link.Download.Ceiling);
        Assert.True(clean.UpWanted >= link.Upload.FloorRed && clean.UpWanted <= link.Upload.Ceiling);
        foreach (ZoneStreaks streaks in (ZoneStreaks[])[clean.DownStreaks, clean.UpStreaks])
            Assert.True(streaks is { Green: >= 0, SoftRed: >= 0, Red: >= 0 });
        Assert.InRange(clean.AwaySeconds, 0, LinkMemory.AwaySecondsMost);
        AssertSane(clean.DownLine, link.Download);
        AssertSane(clean.UpLine, link.Upload);
    }

    private static void AssertSane(LineMemory line, DirectionSettings bounds)
    {
        Assert.True(line.Usual == Rate.Zero || (line.Usual >= bounds.FloorRed && line.Usual <= bounds.Ceiling));
        Assert.True(line.Capacity == Rate.Zero
            || (line.Capacity >= bounds.FloorRed && line.Capacity <= bounds.Ceiling
                && line.Deviation is > 0 and <= 1 && line.NoisePerSecond is > 0 and <= 1));
    }

    private LinkMemory Read(string text, out bool used, out string problem) =>
        Read(Encoding.UTF8.GetBytes(text), out used, out problem);

    private LinkMemory Read(ReadOnlySpan<byte> bytes, out bool used, out string problem)
    {
        Directory.CreateDirectory(_folder.File("keep"));
        File.WriteAllBytes(Path, bytes);
        LinkMemory memory = LinkMemory.Initial(Links.Cable);
        used = StateFile.TryRead(Path, ref memory, (_, micros) => Assert.InRange(micros, 0, 1e7), out problem);
        return memory;
    }
}
