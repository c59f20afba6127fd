using System.Globalization;
using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>
/// One bound on writes, not two, a reserve that fits into its bucket, and no window that delays a cut.
/// </summary>
internal static class WriteRules
{
    private const string PerSecond = $"{WriteKeys.Tokens}.per_second";
    private const string Burst = $"{WriteKeys.Tokens}.burst";
    private const string Reserve = $"{WriteKeys.Tokens}.cut_reserve";

    /// <summary>The part of a bucket that the default keeps for cuts: 4 of 10.</summary>
    private const double ReserveShare = 0.4;

    /// <summary>The largest bucket that a file may ask for.</summary>
    private const double BurstMax = 1000;

    public static void Apply(ValueTable values)
    {
        if (values.Has(WriteKeys.Tokens))
        {
            if (values.Has(WriteKeys.Window))
                values.Refuse(WriteKeys.Tokens, "write_budget beside rate_limiter", "one of the two");
            Order.Check(values, strict: true, [Reserve, Burst]);
        }
        else if (LawRules.IsAdaptive(values) && values.Has(WriteKeys.Window))
        {
            Translate(values);
        }
    }

    /// <summary>
    /// A window makes a cut wait when it is full, and the adaptive law's cuts must not wait. A bucket that fills at the
    /// window's pace and holds as many writes bounds the same over time.
    /// </summary>
    private static void Translate(ValueTable values)
    {
        bool bounded = values.Flag($"{WriteKeys.Window}.enabled");
        if (!bounded || values.Number($"{WriteKeys.Window}.max_changes") is not { } writes
            || values.Number($"{WriteKeys.Window}.window_seconds") is not { } seconds)
        {
            return;
        }

        const string source = "default (from rate_limiter)";
        double burst = Math.Min(writes, BurstMax), reserve = Math.Floor(burst * ReserveShare);
        values.Put(PerSecond, writes / seconds, source);
        values.Put(Burst, burst, source);
        values.Put(Reserve, reserve, source);
        values.Warn(WriteKeys.Window, string.Create(
            CultureInfo.InvariantCulture,
            $"a window would delay cuts, so law adaptive takes a write_budget of the same pace instead: "
            + $"per_second {writes / seconds:0.####}, burst {burst}, cut_reserve {reserve}"));
    }
}
