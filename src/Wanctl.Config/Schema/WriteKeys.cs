using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>
/// <c>router.rate_limiter</c> and <c>router.write_budget</c>: how often limits may be written; one of the two.
/// </summary>
internal static class WriteKeys
{
    public const string Window = "router.rate_limiter";
    public const string Tokens = "router.write_budget";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Optional($"{Window}.enabled", new BooleanKind(), "true",
            "The original's limiter, the default with law classic: so many writes in a sliding window, cuts and rises "
            + "alike. law adaptive turns it into a write_budget of the same pace. false: no bound."),
        Key.Optional($"{Window}.max_changes", new IntegerKind(1, 10_000, "writes"), "10",
            "Writes that fit in one window. The original had 10 in 60 s at first and 5 in 10 s later."),
        Key.Optional($"{Window}.window_seconds", new IntegerKind(1, 3600, "s"), "60",
            "Length of the window."),
        Key.Optional($"{Tokens}.per_second", new NumberKind(0.1, 100, "writes per second"), "2",
            "Tokens that come back. The bucket, the default with law adaptive and with linux-cake, never refuses a "
            + "cut.") with { DefaultOnLinux = "5" },
        Key.Optional($"{Tokens}.burst", new IntegerKind(1, 1000, "writes"), "10",
            "Tokens that can be saved up.") with { DefaultOnLinux = "1" },
        Key.Optional($"{Tokens}.cut_reserve", new IntegerKind(0, 999, "writes"), "4",
            "Tokens that climbs leave to cuts, and to rises that give back what a cut has taken. A cut needs none: "
            + "it borrows.") with { DefaultOnLinux = "0" },
    ];
}
