using System.Globalization;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>
/// What a measurement would change in a configuration file. Proposes only what the measurement is evidence for, and
/// writes nothing.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="values">Every value in force, and where it comes from.</param>
/// <param name="link">The same, as settings.</param>
internal sealed class Proposals(string path, IReadOnlyList<EffectiveValue> values, LinkSettings link)
{
    private const string Monitoring = "continuous_monitoring";
    private const string Bounds = $"{Monitoring}.thresholds.baseline_rtt_bounds";

    /// <summary>The ceiling as a share of what the line carried: a few per cent keep the queue on this side.</summary>
    private const double CeilingShare = 0.95;

    /// <summary>A ceiling that differs by less is left as it is: no line carries the same twice.</summary>
    private const double CeilingSlack = 0.02;

    /// <summary>Where a floor keeps the delay, half of what cured it leaves room for a worse day.</summary>
    private const double FloorShare = 0.5;

    /// <summary>The baseline is learned anyway; one that differs by less than both of these does no harm.</summary>
    private const double BaselineSlackMs = 3;
    private const double BaselineSlackShare = 0.15;

    /// <summary>A threshold a fifth above the noise that 19 of 20 answers keep below.</summary>
    private const double ExcessMargin = 1.2;

    private static readonly string[] s_floors =
        ["floor_mbps", "floor_green_mbps", "floor_yellow_mbps", "floor_soft_red_mbps", "floor_red_mbps"];

    private readonly List<Proposal> _list = [];

    /// <summary>All proposals, in the order of what they are about: delays, then rates.</summary>
    /// <param name="idle">The idle part.</param>
    /// <param name="atCeiling">The load with the limits at their ceilings; null where there was none.</param>
    /// <param name="ways">What it filled.</param>
    /// <param name="judgement">Where the delay is.</param>
    public IReadOnlyList<Proposal> Of(
        IdleFigures idle, LoadFigures? atCeiling, LoadedWays ways, Judgement judgement)
    {
        _list.Clear();
        // A line in use shows its queue, not its baseline.
        if (idle.Answered && !idle.Busy)
        {
            Baseline(idle);
            Excess(idle);
        }
        if (atCeiling is not null && judgement is { Verdict: Verdict.InQueue, Cured: { } cured })
        {
            if (ways.Down)
                Rates("download", link.Download, atCeiling.Carried.Down, cured.Limits.Down);
            if (ways.Up)
                Rates("upload", link.Upload, atCeiling.Carried.Up, cured.Limits.Up);
        }
        return [.. _list];
    }

    private void Baseline(IdleFigures idle)
    {
        double found = idle.MedianMs;
        double initial = link.Thresholds.BaselineInitialMs;
        string samples = Amount.Of(Answers(idle), "sample");
        string reason = Invariant($"the middle of {samples} of the idle line is {found:0.0} ms");
        if (found < link.Thresholds.BaselineMinMs)
            Change($"{Bounds}.min", Math.Max(1, Math.Floor(found / 2)), reason + "; half of it leaves room");
        if (found > link.Thresholds.BaselineMaxMs)
            Change($"{Bounds}.max", Math.Min(500, Math.Ceiling(found * 2)), reason + "; twice it leaves room");
        double difference = Math.Abs(found - initial);
        if (difference > BaselineSlackMs && difference > BaselineSlackShare * initial)
            Change($"{Monitoring}.baseline_rtt_initial", Math.Clamp(Math.Round(found), 1, 500), reason);
    }

    private void Excess(IdleFigures idle)
    {
        if (link.Law == RateLawKind.Classic || idle.ExcessP95Ms <= link.ExcessMs)
            return;
        double wanted = Math.Min(100, Math.Ceiling(idle.ExcessP95Ms * ExcessMargin));
        Change("control.excess_ms", wanted, Invariant(
            $"one in 20 answers of the idle line is more than {idle.ExcessP95Ms:0.0} ms above the middle one"));
    }

    private void Rates(string direction, DirectionSettings present, Rate achieved, Rate cured)
    {
        Rate ceiling = achieved * CeilingShare;
        string section = $"{Monitoring}.{direction}";
        string carried = $"the line carried {RatePair.Text(achieved)} Mbit/s with delay";
        if (present.Ceiling > ceiling * (1 + CeilingSlack))
        {
            Change($"{section}.ceiling_mbps", Rounded(ceiling), carried + "; 5 % less keep the queue on this side");
            if (present.Base is { } drift && drift > ceiling)
                Change($"{section}.base_mbps", Rounded(ceiling), "not above the ceiling");
        }
        Floors(section, present, cured);
    }

    /// <summary>All floors above the bound come down to it, so that they stay in their order.</summary>
    private void Floors(string section, DirectionSettings present, Rate cured)
    {
        if (present.FloorGreen <= cured)
            return;
        double bound = Rounded(cured * FloorShare);
        foreach (string floor in s_floors)
        {
            string key = $"{section}.{floor}";
            if (Find(key) is { } value && double.TryParse(value.Value, CultureInfo.InvariantCulture, out double old)
                && old > bound && FromFile(value))
            {
                Change(key, bound, $"the delay went away at {RatePair.Text(cured)} Mbit/s, and a floor above that "
                    + "keeps it; half of it leaves room for a worse day");
            }
        }
    }

    private void Change(string key, double value, string reason)
    {
        string wanted = Proposal.Number(value);
        EffectiveValue? present = Find(key);
        if (present?.Value == wanted)
            return;
        bool added = present is null || !FromFile(present);
        _list.Add(new Proposal(
            added ? path : present!.Source, key, present?.Value ?? "none", wanted, added, reason));
    }

    private EffectiveValue? Find(string key)
    {
        foreach (EffectiveValue value in values)
        {
            if (value.Path == key)
                return value;
        }
        return null;
    }

    private static bool FromFile(EffectiveValue value) =>
        !value.Source.StartsWith("default", StringComparison.Ordinal);

    private static int Answers(IdleFigures idle)
    {
        int count = 0;
        foreach (EchoFigures reflector in idle.Reflectors)
            count += reflector.Answered;
        return count;
    }

    /// <summary>Rounded down: a ceiling that is too low by a hair is better than one that is too high.</summary>
    private static double Rounded(Rate rate) => rate.Mbps >= 100 ? Math.Floor(rate.Mbps)
        : Math.Max(0.1, Math.Floor(rate.Mbps * 10) / 10);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
