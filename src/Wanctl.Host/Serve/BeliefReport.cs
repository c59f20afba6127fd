using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Host.Tell;

namespace Wanctl.Host.Serve;

/// <summary>What a law believes, as JSON; null under a law that keeps no belief.</summary>
public static class BeliefReport
{
    /// <summary>Writes the member <c>belief</c>.</summary>
    public static void Write(Utf8JsonWriter json, in DirectionBelief belief)
    {
        if (!belief.Known)
        {
            json.WriteNull("belief");
            return;
        }
        json.WriteStartObject("belief");
        json.WriteString("state", Tokens.Of(belief.State));
        json.Rate("capacity_mbps", belief.Capacity);
        json.Rate("least_mbps", belief.RangeLeast);
        json.Rate("most_mbps", belief.RangeMost);
        json.Number("deviation", belief.Deviation, 4);
        json.WriteString("outlook", Tokens.Of(belief.Outlook));
        json.Number("next_try_seconds", belief.Outlook == TryOutlook.Due ? belief.NextTry.Seconds : double.NaN, 2);
        json.Number("forgone_seconds", belief.ForgoneSeconds, 4);
        json.Number("price_seconds", belief.PriceSeconds, 4);
        json.WriteString("words", BeliefWords.Of(in belief));
        json.WriteEndObject();
    }

    /// <summary>Writes the member <c>causes</c>.</summary>
    public static void Write(Utf8JsonWriter json, in CauseShares causes)
    {
        if (!causes.Known)
        {
            json.WriteNull("causes");
            return;
        }
        json.WriteStartObject("causes");
        json.Number("download", causes.Download, 3);
        json.Number("upload", causes.Upload, 3);
        json.Number("path", causes.Path, 3);
        json.Number("chance", causes.Chance, 3);
        json.WriteString("words", BeliefWords.Of(in causes));
        json.WriteEndObject();
    }
}
