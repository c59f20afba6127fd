using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>What follows from the choice of the transport: whose keys are needed, and whose contradict it.</summary>
internal static class TransportRules
{
    private const string Transport = "router.transport";

    /// <summary>Whether this machine's own CAKE is moved; where the file does not say, a router is meant.</summary>
    public static bool IsLinuxCake(ValueTable values) => values.Text(Transport) == RouterKeys.LinuxCake;

    /// <summary>Whether a key is of use with the chosen transport.</summary>
    public static bool Uses(ValueTable values, SchemaKey key) =>
        key.OnlyTransport is null || key.OnlyTransport == Chosen(values);

    /// <summary>
    /// Reports keys that the transport needs and the file lacks, and keys that it has no use for: whoever names a
    /// router believes that it is the router whose queues move.
    /// </summary>
    public static void Apply(ValueTable values)
    {
        foreach (SchemaKey key in WanSchema.Keys)
        {
            if (!Uses(values, key))
                RefuseStranger(values, key);
            else if (key.IsRequiredByTransport && values.Misses(key.Path))
                values.Refuse(key.Path, "nothing", $"{key.Kind.Wanted} (required{With(key)})");
        }
        if (values.Text(CakeKeys.Upload) is { } upload && upload == values.Text(CakeKeys.Download))
        {
            values.Refuse(CakeKeys.Upload, $"{upload} for both directions",
                "two interfaces: an interface shapes what it sends; for what comes in there is an IFB");
        }
    }

    private static string Chosen(ValueTable values) => IsLinuxCake(values) ? RouterKeys.LinuxCake : RouterKeys.RouterOs;

    private static string With(SchemaKey key) =>
        key.OnlyTransport == RouterKeys.LinuxCake ? $" with {RouterKeys.LinuxCake}" : "";

    private static void RefuseStranger(ValueTable values, SchemaKey key)
    {
        if (!values.Has(key.Path)) return;
        if (key.OnlyTransport == RouterKeys.LinuxCake)
            values.Refuse(key.Path, "a key of transport linux-cake", "transport: linux-cake, or no such key");
        else
            values.Refuse(key.Path, "a key of RouterOS with transport linux-cake",
                "no such key: CAKE runs in this machine's kernel, and nobody is contacted");
    }
}
