using System.IO;
using System.Text.Json;
using Wanctl.Report;
using Wanctl.Simulate;
using Wanctl.Simulation.Tunnel;
using Wanctl.Tests.Report;

namespace Wanctl.Tests.Simulate;

public sealed class ScoreTests
{
    [Fact]
    public void Figures_stand_beside_their_bounds_law_by_law()
    {
        ReportTable table = ScoreTables.Figures(
            [Outcome("adaptive", 8), Outcome("peer", 65.25, asked: false)], ["adaptive", "peer"], "");
        Assert.Equal(["scenario", "figure", "to reach", "adaptive", "peer"], table.Head);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(new Cell("p95 excess (ms)"), table.Rows[0][1]);
        Assert.Equal(new Cell("<= 10"), table.Rows[0][2]);
        Assert.Equal(new Cell("8", true), table.Rows[0][3]);
        Assert.Equal(new Cell("65.3", false), table.Rows[0][4]);
        Assert.Equal(new Cell(">= 95"), table.Rows[1][2]);
    }

    [Fact]
    public void Means_are_shown_and_the_worst_seed_counts()
    {
        TunnelOutcome[] outcomes = [Outcome("adaptive", 8, 1), Outcome("adaptive", 12, 2), Outcome("adaptive", 9, 3)];
        Assert.Equal(new Cell("9.67 (12) 1/3", false), ScoreTables.Figures(outcomes, ["adaptive"], "").Rows[0][3]);
        IReadOnlyList<Cell> row = Assert.Single(ScoreTables.Measured(outcomes, "").Rows);
        Assert.Equal(new Cell("97"), row[2]);
        Assert.Equal(new Cell("-"), row[3]);
        Assert.Equal(new Cell("9.67"), row[5]);
        Assert.Equal(new Cell("never"), row[12]);
    }

    [Fact]
    public void What_was_not_measured_was_not_reached()
    {
        TunnelOutcome[] outcomes = [Outcome("adaptive", 8, 1), Outcome("adaptive", double.NaN, 2)];
        Assert.Equal(new Cell("- (-) 1/2", false), ScoreTables.Figures(outcomes, ["adaptive"], "").Rows[0][3]);
        Assert.False(ScoreTables.AllReached(outcomes));
    }

    [Fact]
    public void Only_the_laws_that_were_asked_for_have_to_reach_them()
    {
        Assert.True(ScoreTables.AllReached([Outcome("adaptive", 8), Outcome("peer", 65, asked: false)]));
        Assert.False(ScoreTables.AllReached([Outcome("adaptive", 11), Outcome("peer", 8, asked: false)]));
    }

    [Fact]
    public void A_table_is_aligned_and_names_a_group_once()
    {
        using var text = new StringWriter();
        TableText.Write(text, new ReportTable
        {
            Title = "Figures",
            Head = ["scenario", "law", "ms"],
            TextColumns = 2,
            Rows =
            [
                [new Cell("step"), new Cell("adaptive"), new Cell("8", true)],
                [new Cell("step"), new Cell("peer"), new Cell("65", false)],
            ],
        });
        Assert.Equal(
            """
            Figures
            scenario  law              ms
            step      adaptive   8 ok
                      peer      65 missed

            """, text.ToString());
    }

    [Fact]
    public void Json_has_every_number_and_null_for_what_is_none()
    {
        using var stream = new MemoryStream();
        ScoreJson.Write(stream, [Outcome("adaptive", double.NaN, 7)], "1.2.3");
        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        JsonElement run = document.RootElement.GetProperty("runs")[0];
        Assert.False(document.RootElement.GetProperty("reached").GetBoolean());
        Assert.Equal(7UL, run.GetProperty("seed").GetUInt64());
        Assert.Equal(JsonValueKind.Null, run.GetProperty("excess_p95_ms").ValueKind);
        Assert.Equal(12.25, run.GetProperty("excess_p99_ms").GetDouble());
        Assert.Equal(JsonValueKind.Null, run.GetProperty("down").GetProperty("rise_s").ValueKind);
        Assert.Equal(0.97, run.GetProperty("down").GetProperty("utilisation").GetDouble());
        Assert.False(run.GetProperty("figures")[0].GetProperty("reached").GetBoolean());
    }

    [Fact]
    public void A_crew_makes_every_run_once_and_keeps_their_order()
    {
        var jobs = new List<TunnelJob>();
        for (int i = 0; i < 40; i++)
            jobs.Add(Job(i % 2 == 0 ? "adaptive" : "peer", (ulong)i, plotted: i % 10 == 0));
        int heard = 0;
        var crew = new TunnelCrew((job, _) => Runs.Empty(law: job.Law) with { Seed = job.Seed }, (_, done) =>
        {
            heard++;
            Assert.Equal(heard, done);
        });
        TunnelOutcome[] outcomes = crew.Work(jobs, 4);
        Assert.Equal(40, heard);
        for (int i = 0; i < 40; i++)
        {
            Assert.Same(jobs[i], outcomes[i].Job);
            Assert.Equal(jobs[i].Plotted, outcomes[i].Panel is not null);
        }
    }

    [Fact]
    public void A_run_that_fails_is_not_hidden()
    {
        var crew = new TunnelCrew((_, _) => throw new InvalidOperationException("broken"), (_, _) => { });
        Assert.Throws<InvalidOperationException>(() => crew.Work([Job("adaptive", 1, plotted: false)], 2));
    }

    private static TunnelOutcome Outcome(string law, double p95, ulong seed = 1, bool asked = true) =>
        new(Job(law, seed, plotted: false) with { Asked = asked }, Runs.Score(p95), null);

    private static TunnelJob Job(string law, ulong seed, bool plotted) =>
        new(Runs.Empty().Scenario, law, seed, Asked: true, plotted);
}
