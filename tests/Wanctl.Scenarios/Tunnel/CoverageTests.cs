using System.Globalization;
using System.Linq;
using Wanctl.Simulation.Tunnel;
using Wanctl.Truth.Coverage;

namespace Wanctl.Scenarios.Tunnel;

/// <summary>
/// What <c>adaptive2</c> measures of a capacity is as exact as it says: the truth lies within two standard deviations
/// in 95 of 100 cases, or in what stands here. docs/CONTROL.md has the table.
/// </summary>
public class CoverageTests
{
    private const int Seeds = 3;

    /// <summary>The least coverage, and the largest bias either way.</summary>
    private static readonly Dictionary<(string, EvidenceKind), (double Covered, double Bias)> s_bounds = new()
    {
        // The queue of a burst leaves the line idle at times: what passes is then less than it carries.
        [(CoverageTable.Steady, EvidenceKind.ExactAtOnset)] = (0.87, 0.02),
        [(CoverageTable.Steady, EvidenceKind.BalanceGrowing)] = (0.94, 0.02),
        // Where both directions narrow at once, what the other one's queue does is taken for this one's.
        [(CoverageTable.Steady, EvidenceKind.BalanceDraining)] = (0.65, 0.15),
        [(CoverageTable.Steady, EvidenceKind.BalanceWhole)] = (0.87, 0.02),
        [(CoverageTable.Steady, EvidenceKind.CarriesTry)] = (0.95, double.NaN),
        [(CoverageTable.Steady, EvidenceKind.CarriesHeld)] = (0.93, double.NaN),
        // A radio's capacity is another one before it is measured.
        [(CoverageTable.Radio, EvidenceKind.ExactAtOnset)] = (0.5, 0.2),
        [(CoverageTable.Radio, EvidenceKind.ExactDraining)] = (0.5, 0.2),
        [(CoverageTable.Radio, EvidenceKind.CarriesTry)] = (0.93, double.NaN),
        [(CoverageTable.Radio, EvidenceKind.CarriesHeld)] = (0.95, double.NaN),
    };

    /// <summary>Senders that do not heed a cut keep their queue before the line while the cut limit is full: what
    /// passes is the limit's then, and no measurement of the line.</summary>
    [Fact]
    public void What_passes_a_cut_limit_that_is_full_is_not_taken_for_the_line()
    {
        Scenario bbr = ScenarioCatalog.All.Single(scenario => scenario.Name == "bbr");
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            EvidenceSample[] wrong = [.. EvidenceRun.Of(bbr, seed).Where(sample =>
                sample is { Kind: EvidenceKind.ExactDraining, Queued: true, Error: < -0.5 })];
            Assert.True(wrong.Length == 0, $"seed {seed}: {wrong.Length} of less than 0.6 of the truth");
        }
    }

    [Fact]
    public void What_is_measured_is_as_exact_as_it_says()
    {
        IReadOnlyList<CoverageRow> rows = CoverageTable.Make(ScenarioCatalog.All, Seeds);
        List<string> missed = [];
        foreach (((string lines, EvidenceKind kind), (double covered, double bias)) in s_bounds)
        {
            CoverageRow row = rows.Single(row => row.Lines == lines && row.Kind == kind);
            if (row.Count < 100 || row.Coverage < covered || Math.Abs(row.Bias) > bias)
            {
                missed.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{row}, wanted coverage {covered} and a bias of {bias} at most"));
            }
        }
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }
}
