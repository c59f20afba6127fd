using System.IO;
using System.Net;
using Wanctl.Host.Serve;
using Wanctl.Install;

namespace Wanctl.Status;

/// <summary>Where the daemon of some configuration files can be asked.</summary>
internal static class DaemonAddress
{
    /// <summary>Where a daemon listens whose file says nothing.</summary>
    private static readonly IPEndPoint s_usual = new(IPAddress.Loopback, 9101);

    /// <summary>Finds it; false with the reason on standard error.</summary>
    /// <param name="given">The address of the command line; null for none.</param>
    /// <param name="paths">The files of the command line; none for those of the service.</param>
    /// <param name="figures">Whether an address that serves nothing but health and figures will do.</param>
    /// <param name="at">The address.</param>
    public static bool TryFind(IPEndPoint? given, IReadOnlyList<string> paths, bool figures, out IPEndPoint at)
    {
        at = given ?? s_usual;
        bool named = paths.Count > 0;
        if (given is not null || (!named && !Directory.Exists(Places.Configuration)))
            return true;
        if (!ConfigPaths.TryExpand(named ? paths : [Places.Configuration], out string[] files, out string none))
        {
            if (named)
                Console.Error.WriteLine(none);
            return !named;
        }
        // The router's password is the daemon's business: whoever only asks need not have it.
        var surroundings = new Surroundings();
        ConfigSet set = ConfigSet.Load(files, name => surroundings.Find(name) ?? "unset");
        // The service's files may be its own alone; the usual address is then as good a guess as any.
        if (set.Problems.Count > 0 && !named)
            return true;
        foreach (string problem in set.Problems)
            Console.Error.WriteLine(problem);
        if (set.Problems.Count > 0)
            return false;
        ServeAddress? found = StatusService.AddressesOf(set.Files).Find(address => figures || !address.MetricsOnly);
        if (found is null)
        {
            Console.Error.WriteLine($"{files[0]}: health_check.enabled: found false, wanted true: "
                + "a daemon that does not listen cannot be asked");
            return false;
        }
        IPAddress address = found.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : found.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : found.Address;
        at = new IPEndPoint(address, found.Port);
        return true;
    }
}
