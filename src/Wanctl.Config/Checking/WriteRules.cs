using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>One bound on writes, not two, and a reserve that fits into its bucket.</summary>
internal static class WriteRules
{
    public static void Apply(ValueTable values)
    {
        if (!values.Has(WriteKeys.Tokens)) return;
        if (values.Has(WriteKeys.Window))
        {
            values.Refuse(WriteKeys.Tokens, "write_budget beside rate_limiter", "one of the two");
        }

        const string reserve = $"{WriteKeys.Tokens}.cut_reserve", burst = $"{WriteKeys.Tokens}.burst";
        Order.Check(values, strict: true, [reserve, burst]);
    }
}
