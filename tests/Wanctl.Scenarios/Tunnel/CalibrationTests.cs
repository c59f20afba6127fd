using System.Globalization;
using System.Linq;
using Wanctl.Truth.Causes;

namespace Wanctl.Scenarios.Tunnel;

/// <summary>
/// What <c>adaptive2</c> puts an excess down to, on two thousand random lines that are full both ways: of the moments
/// judged 80 % download, how many were? docs/CONTROL.md has the tables.
/// </summary>
public class CalibrationTests
{
    private const int Lines = 2000;

    /// <summary>How far what is said may lie from what was, in the mean of all moments: first cuts, settlings.
    /// </summary>
    private static readonly Dictionary<string, (double Cut, double Settled)> s_bounds = new()
    {
        ["download"] = (0.24, 0.25), ["upload"] = (0.20, 0.20), ["path or chance"] = (0.09, 0.14),
    };

    [Fact]
    public void Causes_are_as_likely_as_they_are_said_to_be_within_what_is_stated()
    {
        Judgement[] judged = CalibrationTable.Judge(0, Lines);
        List<string> missed = [];
        foreach ((string name, Func<Judgement, double> said, Func<Judgement, bool> was) in CalibrationTable.Causes)
        {
            foreach (bool settled in (bool[])[false, true])
            {
                Judgement[] here = [.. judged.Where(one => one.Settled == settled)];
                CalibrationBin[] bins = CalibrationTable.Make(here, said, was);
                double error = CalibrationTable.Error(bins);
                double bound = settled ? s_bounds[name].Settled : s_bounds[name].Cut;
                if (here.Length < 5000 || error > bound)
                    missed.Add(Told(name, settled, here.Length, error));
                // Who is said to be more likely is it more often.
                if (!settled && name != "path or chance" && bins[^1].Was < bins[0].Was + 0.4)
                    missed.Add(Told(name, settled, here.Length, bins[^1].Was - bins[0].Was));
            }
        }
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    /// <summary>The four probabilities sum to one, so the causes of a table do.</summary>
    [Fact]
    public void Of_each_moment_one_cause_is_the_truth()
    {
        foreach (Judgement one in CalibrationTable.Judge(0, 20))
        {
            Assert.Equal(1, (one.WasDownload ? 1 : 0) + (one.WasUpload ? 1 : 0) + (one.NoneStood ? 1 : 0));
            Assert.Equal(1, one.Download + one.Upload + one.Neither, 1e-9);
            Assert.InRange(one.Neither, -1e-9, 1 + 1e-9);
        }
    }

    private static string Told(string name, bool settled, int count, double figure) => string.Create(
        CultureInfo.InvariantCulture, $"{name}, settled {settled}: {figure:F3} of {count} moments");
}
