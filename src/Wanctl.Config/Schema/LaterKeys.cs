namespace Wanctl.Config.Schema;

/// <summary>Whole sections of the original's later releases that have no counterpart here.</summary>
internal static class LaterKeys
{
    private const string RouterSide = "CAKE is set up by tc or on the router; transport linux-cake has a group cake";
    private const string Echo = "delay is measured by ICMP echo only";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Unused("storage", "there is no database; the metrics endpoint serves what a collector may keep"),
        Key.Unused("alerting", "there are no notices of its own; alert on the metrics"),
        Key.Unused("signal_processing", "each law has averages of its own"),
        Key.Unused("irtt", Echo),
        Key.Unused("fusion", Echo),
        Key.Unused("reflector_quality", "a reflector that is silent costs only its own samples"),
        Key.Unused("owd_asymmetry", "one-way delays are not measured"),
        Key.Unused("tuning", "nothing tunes itself; what is measured is proposed, the operator applies it"),
        Key.Unused("measurement", "every cycle has its echo request; cycle_interval_seconds sets the pace"),
        Key.Unused("cake_params", RouterSide),
        Key.Unused("cake_signal", RouterSide),
    ];
}
