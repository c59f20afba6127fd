using System.IO;
using System.Text.Json;
using Wanctl.Check;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.House;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Check;

/// <summary>Expected and found side by side, and what comes of it.</summary>
public sealed class ConsistencyTableTests
{
    private static readonly string[] s_files = ["configs/spectrum.yaml", "configs/att.yaml"];

    [Fact]
    public void The_production_files_say_what_their_weights_mean()
    {
        IReadOnlyList<ConsistencyRow> rows = ConsistencyTable.Of(Load());
        Assert.Contains(rows, row => row is
        {
            Subject: "att", What: "alpha_baseline", Found: "0.000375, time constant 133.31 s", Verdict: RowVerdict.Ok,
        });
        Assert.Contains(rows, row => row is
        {
            Subject: "spectrum", What: "cycle interval", Expected: "50 ms", Found: "50 ms", Verdict: RowVerdict.Ok,
        });
        ConsistencyRow ways = Assert.Single(rows, row => row.Verdict != RowVerdict.Ok);
        Assert.Equal("way of the probes", ways.What);
        Assert.Equal($"CONSISTENT, 1 to look at: {rows.Count - 1} of {rows.Count} rows as expected",
            ConsistencyTable.Verdict(rows));
    }

    [Fact]
    public void Steering_is_told_in_samples_and_in_seconds()
    {
        string[] paths = [.. Array.ConvertAll(
            ["configs/spectrum.yaml", "configs/att.yaml", "configs/steering.yaml"],
            file => Path.Combine(Repository.Root, file))];
        ConfigSet set = ConfigSet.Load(paths, _ => "s3cret");
        Assert.Empty(set.Problems);
        IReadOnlyList<ConsistencyRow> rows = ConsistencyTable.Of(set.Files, set.Steering);
        (string, string, string, RowVerdict)[] found = [.. System.Linq.Enumerable.Select(
            System.Linq.Enumerable.Where(rows, row => row.Subject == "steering"),
            row => (row.What, row.Expected, row.Found, row.Verdict))];
        Assert.Equal(
        [
            ("interval", "50 ms, as the links", "50 ms", RowVerdict.Ok),
            ("history", "120 s", "2400 samples, 120 s", RowVerdict.Ok),
            ("activation", "16 s", "320 samples, 16 s", RowVerdict.Ok),
            ("recovery", "30 s", "600 samples, 30 s", RowVerdict.Ok),
            ("mode", "active", "nothing is switched", RowVerdict.Look),
        ], found);
    }

    [Fact]
    public void Two_intervals_in_one_process_are_wrong()
    {
        WanFile[] files = Load();
        files[1] = files[1] with { Link = files[1].Link with { Interval = Duration.FromMillis(100) } };
        IReadOnlyList<ConsistencyRow> rows = ConsistencyTable.Of(files);
        ConsistencyRow wrong = Assert.Single(rows, row => row.Verdict == RowVerdict.Wrong);
        Assert.Equal(("att", "cycle interval", "50 ms", "100 ms"),
            (wrong.Subject, wrong.What, wrong.Expected, wrong.Found));
        Assert.StartsWith("INCONSISTENT: 1 wrong", ConsistencyTable.Verdict(rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_interval_for_all_is_to_be_looked_at()
    {
        WanFile[] files = Load();
        for (int i = 0; i < files.Length; i++)
            files[i] = files[i] with { Link = files[i].Link with { Interval = Duration.FromMillis(250) } };
        Assert.DoesNotContain(ConsistencyTable.Of(files), row => row.Verdict == RowVerdict.Wrong);
        Assert.Equal(2, Count(files, "cycle interval", RowVerdict.Look));
    }

    [Fact]
    public void A_slow_average_matters_to_the_law_that_decides_on_it()
    {
        WanFile[] files = Load();
        Assert.Equal(0, Count(files, "alpha_load", RowVerdict.Look));
        for (int i = 0; i < files.Length; i++)
            files[i] = files[i] with { Link = files[i].Link with { Law = RateLawKind.Classic } };
        Assert.Equal(2, Count(files, "alpha_load", RowVerdict.Look));
        Assert.Equal(0, Count(files, "alpha_baseline", RowVerdict.Look));
    }

    [Fact]
    public void Shared_reflectors_single_reflectors_and_floors_without_room_are_to_be_looked_at()
    {
        WanFile[] files = Load();
        files[1] = files[1] with
        {
            Link = files[1].Link with
            {
                Probe = files[1].Link.Probe with { Reflectors = ["1.1.1.1"], SourceAddress = "192.0.2.9" },
                Upload = files[1].Link.Upload with { FloorRed = Rate.FromMbps(17) },
                DryRun = true,
            },
        };
        IReadOnlyList<ConsistencyRow> rows = ConsistencyTable.Of(files);
        Assert.Equal(["reflectors", "upload floor", "control.dry_run", "reflectors in common"],
            [.. System.Linq.Enumerable.Select(
                System.Linq.Enumerable.Where(rows, row => row.Verdict == RowVerdict.Look), row => row.What)]);
    }

    [Fact]
    public void The_table_stands_in_columns()
    {
        using var output = new StringWriter { NewLine = "\n" };
        CheckReport.PrintTable(
            [new("a", "cycle interval", "50 ms", "100 ms", RowVerdict.Wrong), new("bc", "x", "1", "1", RowVerdict.Ok)],
            output);
        Assert.Equal("""

            LINK  WHAT            EXPECTED  FOUND   
            a     cycle interval  50 ms     100 ms  wrong
            bc    x               1         1       ok
            INCONSISTENT: 1 wrong, 0 to look at, 1 of 2 rows as expected

            """.Replace("\r\n", "\n", StringComparison.Ordinal), output.ToString());
    }

    [Fact]
    public void A_program_gets_all_of_it_and_no_secret()
    {
        string path = Path.Combine(Repository.Root, s_files[0]);
        ConfigSet set = ConfigSet.Load([path], _ => "s3cret");
        using var output = new MemoryStream();
        var options = new CheckOptions { Paths = [path] };
        CheckReport.WriteJson(output, options, set, ConsistencyTable.Of(set.Loaded), null, "nobody there");
        string text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        JsonElement root = JsonDocument.Parse(text).RootElement;
        Assert.True(root.GetProperty("usable").GetBoolean());
        Assert.Equal("spectrum", root.GetProperty("files")[0].GetProperty("link").GetString());
        Assert.Equal("ok", root.GetProperty("consistency")[0].GetProperty("verdict").GetString());
        Assert.Equal("nobody there", root.GetProperty("unreachable").GetString());
        Assert.True(root.GetProperty("files")[0].GetProperty("values").GetArrayLength() > 40);
    }

    private static int Count(WanFile[] files, string what, RowVerdict verdict)
    {
        int count = 0;
        foreach (ConsistencyRow row in ConsistencyTable.Of(files))
            count += row.What == what && row.Verdict == verdict ? 1 : 0;
        return count;
    }

    private static WanFile[] Load()
    {
        var files = new List<WanFile>();
        foreach (string file in s_files)
            files.Add(ConfigLoader.Load(Path.Combine(Repository.Root, file), _ => "x").File!);
        return [.. files];
    }
}
