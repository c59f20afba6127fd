using System.IO;
using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Measure;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Measuring;

/// <summary>What an earlier run knew of the line stands beside what was measured.</summary>
public sealed class BelievedLineTests
{
    private static readonly LineMemory s_line = new()
    {
        Usual = Rate.FromMbps(900), Capacity = Rate.FromMbps(850), Deviation = 0.01, NoisePerSecond = 1e-6,
    };

    private static readonly MeasureReport s_report = new()
    {
        Believed = (BelievedLine.Of(s_line, 7200), BelievedLine.Of(default, 7200)),
    };

    [Fact]
    public void The_longer_nobody_has_looked_the_less_is_known()
    {
        double fresh = BelievedLine.Of(s_line, 0).Belief.Deviation;
        double later = BelievedLine.Of(s_line, 7200).Belief.Deviation;
        double year = BelievedLine.Of(s_line, LinkMemory.AwaySecondsMost).Belief.Deviation;

        Assert.Equal(0.01, fresh, 1e-6);
        Assert.Equal(Math.Sqrt(0.05 * 0.05 + 7200e-6), later, 1e-4);
        Assert.Equal(0.3, year, 1e-6);
    }

    [Fact]
    public void It_is_told_in_words()
    {
        using var text = new StringWriter { NewLine = "\n" };
        MeasureText.Write(s_report, "cable.yaml", Links.Cable, text);

        Assert.Contains("""
            what the law knew of the line, by the state file; last looked 2 h ago:
              download: the line is believed to carry 698 to 1035 Mbit/s; usually 900 Mbit/s
              upload: nothing

            """, text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_told_in_JSON()
    {
        using var stream = new MemoryStream();
        MeasureJson.Write(s_report, "cable.yaml", Links.Cable, stream);
        using var document = JsonDocument.Parse(stream.ToArray());
        JsonElement believed = document.RootElement.GetProperty("believed");

        Assert.Equal(7200, believed.GetProperty("away_seconds").GetDouble());
        Assert.Equal(850, believed.GetProperty("download").GetProperty("capacity_mbps").GetDouble());
        Assert.Equal(900, believed.GetProperty("download").GetProperty("usual_mbps").GetDouble());
        Assert.Equal(JsonValueKind.Null, believed.GetProperty("upload").GetProperty("deviation").ValueKind);
    }

    [Fact]
    public void Where_nothing_was_known_nothing_is_said()
    {
        using var text = new StringWriter();
        MeasureText.Write(new MeasureReport(), "cable.yaml", Links.Cable, text);

        Assert.DoesNotContain("state file", text.ToString(), StringComparison.Ordinal);
    }
}
