namespace Wanctl.Config.Schema;

/// <summary>All keys of a WAN file, in the order of the reference.</summary>
internal static class WanSchema
{
    public static readonly IReadOnlyList<SchemaKey> Keys =
    [
        .. RootKeys.All,
        .. ControlKeys.All,
        .. RouterKeys.All,
        .. WriteKeys.All,
        .. CakeKeys.All,
        .. MonitoringKeys.All,
        .. DirectionKeys.All,
        .. ThresholdKeys.All,
        .. ServiceKeys.All,
        .. LaterKeys.All,
    ];

    /// <summary>The same as a tree.</summary>
    public static readonly SchemaGroup Root = SchemaGroup.Of(Keys);
}
