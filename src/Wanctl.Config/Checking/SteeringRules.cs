using System.Globalization;
using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;
using Wanctl.Core.Units;

namespace Wanctl.Config.Checking;

/// <summary>Reads the keys of a steering file, and what follows from them.</summary>
internal static class SteeringRules
{
    private const string Interval = "measurement.interval_seconds";

    /// <summary>Takes every right value of the file into the table, defaults included.</summary>
    public static void Read(MapNode root, ReadContext context, ValueTable values)
    {
        new SchemaWalk(context, values, SteeringSchema.Keys, SteeringSchema.Root).Walk(WithLongMode(root));
        foreach (SchemaKey key in SteeringSchema.Keys)
        {
            if (values.Misses(key.Path) && FixedDefaults.ValueOf(key) is { } value)
                values.Put(key.Path, value, FixedDefaults.Source);
        }
        NameRules(values);
        NameRouter(values);
        Span(values, SteeringEvidenceKeys.Activation, SteeringEvidenceKeys.BadSamples, 1);
        Span(values, SteeringEvidenceKeys.Recovery, SteeringEvidenceKeys.GoodSamples, 2);
        Average(values);
        Order.Check(values, strict: false, [SteeringEvidenceKeys.Yellow, SteeringEvidenceKeys.Red]);
        Order.Check(values, strict: false, [SteeringEvidenceKeys.QueueYellow, SteeringEvidenceKeys.QueueRed]);
        Order.Check(values, strict: true, [ConfidenceKeys.Recover, ConfidenceKeys.Steer]);
        if (values.Text("topology.alternate_wan") is { } other && other == values.Text("topology.primary_wan"))
            values.Refuse("topology.alternate_wan", $"{other}, which is the primary_wan", "another link");
    }

    /// <summary>The file with <c>mode: active</c> written as the group that it is short for.</summary>
    private static MapNode WithLongMode(MapNode root)
    {
        if (root.Find("mode") is not { Value: ScalarNode { IsNull: false } word } entry) return root;
        string key = KeyPath.LastWord(SteeringActionKeys.Mode);
        MapNode group = new([new MapEntry(key, entry.At, word)], word.At);
        List<MapEntry> entries = [.. root.Entries];
        entries[entries.IndexOf(entry)] = entry with { Value = group };
        return root with { Entries = entries };
    }

    private static void NameRules(ValueTable values)
    {
        const string one = SteeringActionKeys.Comment, several = SteeringActionKeys.Comments;
        if (values.Misses(one) && values.Misses(several))
            values.Refuse(one, "nothing", "the comment of the mangle rule to switch (required)");
        else if (values.Has(one) && values.Has(several))
            values.Refuse(several, "comments beside comment", "one of the two");
    }

    private static void NameRouter(ValueTable values)
    {
        if (!values.Has(SteeringActionKeys.Router)) return;
        bool named = false;
        foreach (string key in (ReadOnlySpan<string>)["transport", "host", "user", "password"])
            named |= values.Has($"router.{key}");
        if (!named) return;
        foreach (string key in (ReadOnlySpan<string>)["transport", "host", "user", "password"])
        {
            if (values.Misses($"router.{key}"))
                values.Refuse($"router.{key}", "nothing", "this key too, or no group router: then it is the primary's");
        }
        RouterRules.Apply(values);
    }

    /// <summary>A number of samples, in any of the original's places, as the time that it stands for.</summary>
    private static void Span(ValueTable values, string seconds, IReadOnlyList<string> counts, double shortest)
    {
        string? given = null;
        foreach (string path in counts)
        {
            if (!values.Has(path)) continue;
            if (given is not null || values.Has(seconds))
                values.Refuse(path, "the same time a second time", $"{given ?? seconds} alone");
            given ??= path;
        }
        if (given is null || values.Number(given) is not { } samples || values.Number(Interval) is not { } interval)
            return;
        double time = Math.Round(samples * interval, 6);
        string text = time.ToString(CultureInfo.InvariantCulture);
        string kept = Amount.Of((long)samples, "sample");
        values.Put(seconds, time, $"{values.SourceOf(given)} ({given}: {kept} of {interval} s)");
        if (time < shortest)
            values.Warn(given, $"means {text} s at this interval; 16 s and 30 s were meant by 320 and 600 at 0.05 s");
    }

    private static void Average(ValueTable values)
    {
        const string alpha = SteeringEvidenceKeys.Alpha, tau = SteeringEvidenceKeys.Tau;
        if (values.Has(tau) || values.Number(alpha) is not { } weight || values.Number(Interval) is not { } interval)
            return;
        double seconds = weight >= 1 ? 0 : Math.Round(-interval / Math.Log(1 - weight), 6);
        values.Put(tau, seconds, $"{values.SourceOf(alpha)} (rtt_ewma_alpha: {weight} each {interval} s)");
        string text = seconds.ToString("0.###", CultureInfo.InvariantCulture);
        if (seconds < 0.5)
            values.Warn(alpha, $"means a time constant of {text} s at this interval, so that single spikes count");
        else if (seconds > 5)
            values.Warn(alpha, $"means a time constant of {text} s at this interval, which sees congestion late");
    }
}
