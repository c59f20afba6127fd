using System.Globalization;
using Wanctl.Config.Checking;
using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Core.Units;

namespace Wanctl.Config.Rescaling;

/// <summary>
/// Converts a file to another interval so that it does the same in seconds: weights, factors, steps and counts change,
/// times stay. Values are replaced where they stand, so comments and order survive.
/// </summary>
public sealed class Rescaler
{
    /// <summary>A change of the time that a count stands for is told from this share on.</summary>
    private const double TellFrom = 0.1;

    /// <summary>A share that no line notices and every power of a twelve-digit number stays below.</summary>
    private const double Tidy = 1e-9;

    private readonly Findings _findings;
    private readonly TextEdits _edits;
    private readonly List<RescaledValue> _changes = [];
    private readonly double _wanted;
    private double _given;

    private Rescaler(string text, Findings findings, Duration interval)
    {
        _findings = findings;
        _edits = new TextEdits(text);
        _wanted = interval.Seconds;
    }

    private double Ratio => _wanted / _given;

    /// <summary>Converts a file.</summary>
    /// <param name="path">The file, of a WAN or of steering, at most 256 KiB of UTF-8.</param>
    /// <param name="interval">The interval that it should have.</param>
    public static RescaleResult Load(string path, Duration interval)
    {
        Findings findings = new(path);
        string? text = TextIntake.ReadFile(path, findings, out _);
        return text is null ? Answer(findings, [], null) : Convert(text, findings, interval);
    }

    /// <summary>Converts a text as if it stood in a file.</summary>
    public static RescaleResult Convert(string text, string fileName, Duration interval) =>
        Convert(text, new Findings(fileName), interval);

    private static RescaleResult Convert(string text, Findings findings, Duration interval)
    {
        MapNode? root = TextIntake.IsClean(text, findings) ? TreeReader.Read(text, findings) : null;
        if (root is null || findings.HasProblems) return Answer(findings, [], null);

        Rescaler rescaler = new(text, findings, interval);
        bool steering = SteeringFile.Marks(root) is not null;
        rescaler.Apply(root, steering ? RescaleKeys.Steering : RescaleKeys.Wan);
        return Answer(findings, rescaler._changes, rescaler._edits);
    }

    private static RescaleResult Answer(Findings findings, List<RescaledValue> changes, TextEdits? edits)
    {
        changes.Sort((left, right) => left.Line.CompareTo(right.Line));
        return new RescaleResult
        {
            Text = findings.HasProblems ? null : edits?.Result(),
            Problems = findings.ProblemsInOrder(),
            Losses = findings.WarningsInOrder(),
            Changes = changes,
        };
    }

    private void Apply(MapNode root, IReadOnlyList<RescaleKey> keys)
    {
        RescaleKey interval = keys[0];
        if (!TryTakeInterval(root, interval)) return;

        foreach (RescaleKey key in keys)
        {
            MapNode? group = root.GroupOf(key.Path);
            if (group?.Find(KeyPath.LastWord(key.Path)) is { Value.IsNull: false } entry)
                Replace(entry, key);
            else if (key.Default is not null)
                AddOrTell(root, group, key);
        }
    }

    private bool TryTakeInterval(MapNode root, RescaleKey key)
    {
        if (_wanted < key.Min || _wanted > key.Max)
        {
            _findings.Problem(Position.Start, key.Path, $"an interval of {Text(_wanted)} s",
                $"{Text(key.Min)} to {Text(key.Max)} s");
            return false;
        }
        if (root.GroupOf(key.Path)?.Find(KeyPath.LastWord(key.Path)) is { Value.IsNull: false } entry)
            _given = Number(entry.Value, key) ?? 0;
        else if (key.Default is { } value)
            _given = Parse(value);
        else
            _findings.Problem(Position.Start, key.Path, "nothing", "the interval that the file was written for");
        return _given > 0 && !_findings.HasProblems;
    }

    private void Replace(MapEntry entry, RescaleKey key)
    {
        if (Number(entry.Value, key) is not { } before) return;
        (double exact, double after) = Converted(before, key);
        ScalarNode scalar = (ScalarNode)entry.Value;
        Tell(before, exact, after, key, scalar.At);
        if (after == before) return;
        if (!scalar.Anchored && _edits.TryReplace(scalar.At, scalar.Text, Text(after)))
            _changes.Add(new RescaledValue(_findings.File, scalar.At.Line, key.Path, scalar.Text, Text(after)));
        else
            _findings.Problem(scalar.At, key.Path, "an alias, or a value that others share", "the number itself");
    }

    /// <summary>
    /// A key that is absent, so that its default holds, which means something else at another interval.
    /// </summary>
    private void AddOrTell(MapNode root, MapNode? group, RescaleKey key)
    {
        if (key.NeedsBehind && group?.Find(key.Behind!) is null) return;
        double before = Parse(key.Default!);
        (double exact, double after) = Converted(before, key);
        if (after == before) return;
        string line = $"{KeyPath.LastWord(key.Path)}: {Text(after)}";
        if (group is not null && Neighbour(group, key, line) is { } behind)
        {
            Tell(before, exact, after, key, behind.At);
            string given = $"{key.Default} (default)";
            _changes.Add(new RescaledValue(_findings.File, behind.At.Line, key.Path, given, Text(after)));
            return;
        }
        _findings.Warn(group?.At ?? root.At, key.Path,
            $"is not in the file; to keep its default of {key.Default} as long, add '{line}'");
    }

    /// <summary>Adds a line behind the key that it belongs to, or else behind any; null where none has its own
    /// line.</summary>
    private MapEntry? Neighbour(MapNode group, RescaleKey key, string line)
    {
        if (key.Behind is { } name && group.Find(name) is { } wanted && TryAdd(wanted)) return wanted;
        foreach (MapEntry entry in group.Entries)
        {
            if (TryAdd(entry)) return entry;
        }
        return null;

        bool TryAdd(MapEntry entry) =>
            entry.Value is ScalarNode && _edits.TryAddBehind(entry.At, entry.Value.At, line);
    }

    private double? Number(Node node, RescaleKey key)
    {
        if (node is ScalarNode { Quoted: false } scalar)
        {
            if (scalar.Text.Contains("${", StringComparison.Ordinal))
            {
                _findings.Problem(node.At, key.Path, "a value from the environment", "a number in the file");
                return null;
            }
            if (Plain.IsNumber(scalar.Text) && double.IsFinite(Parse(scalar.Text)) && Parse(scalar.Text) >= 0)
                return Parse(scalar.Text);
        }
        string found = node is ScalarNode other ? Shown.Value(other.Text, other.Quoted) : node.Noun;
        _findings.Problem(node.At, key.Path, found, "a number of 0 or more");
        return null;
    }

    /// <summary>What a value would have to be, and the nearest to it that a file may hold.</summary>
    private (double Exact, double After) Converted(double before, RescaleKey key)
    {
        double exact = key.Rule switch
        {
            RescaleRule.Interval => _wanted,
            RescaleRule.Weight => 1 - Math.Pow(1 - before, Ratio),
            RescaleRule.Factor => Math.Pow(before, Ratio),
            RescaleRule.Step => before * Ratio,
            RescaleRule.Confirmation when before <= 1 => before,
            _ => before / Ratio,
        };
        double rounded = Counts(key) ? Math.Round(exact, MidpointRounding.AwayFromZero) : exact;
        double least = Counts(key) && before >= 1 ? Math.Max(1, key.Min) : key.Min;
        // A value that is out of range already is no reason to move it further.
        double kept = Math.Clamp(rounded, Math.Min(least, before), Math.Max(key.Max, before));
        return (exact, Parse(Text(kept)));
    }

    private void Tell(double before, double exact, double after, RescaleKey key, Position at)
    {
        double lost = Math.Abs(after - exact);
        if (lost <= (Counts(key) ? TellFrom : Tidy) * exact) return;
        string what = $"{Text(before)} would have to be {Text(exact)}; {Text(after)} is written";
        if (Counts(key))
            what += $", so {Text(before * _given)} s become {Text(after * _wanted)} s";
        else
            what += $", the {(after > exact ? "least" : "most")} that a file may hold";
        _findings.Warn(at, key.Path, what);
    }

    private static bool Counts(RescaleKey key) => key.Rule is RescaleRule.Count or RescaleRule.Confirmation;

    private static double Parse(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    // The way there and back loses the last digits: what is as good as a short number is written as that number.
    private static string Text(double value)
    {
        const int shortDigits = 7, longDigits = 12;
        double tidy = Digits(value, longDigits);
        for (int digits = shortDigits; digits > 0; digits--)
        {
            if (Math.Abs(Digits(value, digits) - value) <= Tidy * Math.Abs(value)) tidy = Digits(value, digits);
        }
        return tidy.ToString("0.####################", CultureInfo.InvariantCulture);
    }

    private static double Digits(double value, int digits)
    {
        string format = string.Create(CultureInfo.InvariantCulture, $"E{digits - 1}");
        return Parse(value.ToString(format, CultureInfo.InvariantCulture));
    }
}
