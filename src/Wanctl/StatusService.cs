using System.Linq;
using System.Net;
using Wanctl.Config;
using Wanctl.Host.Loop;
using Wanctl.Host.Serve;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;
using Wanctl.Host.Watch;
using Wanctl.Verbs;

namespace Wanctl;

/// <summary>Joins a running loop with what tells of it over HTTP.</summary>
internal sealed class StatusService : IDisposable
{
    private readonly StatusDesk _desk;
    private readonly StatusServer _server;

    private StatusService(
        IReadOnlyList<ServeAddress> addresses, HostNames names, ProcessPicture picture, EventQueue events)
    {
        _desk = new StatusDesk(picture);
        _server = new StatusServer(addresses, _desk, events, names);
    }

    /// <summary>Where an address is served in truth; null while it cannot be.</summary>
    public IPEndPoint? EndPoint(int index) => _server.EndPoint(index);

    /// <summary>Starts serving; null where there is no address to serve on.</summary>
    public static StatusService? Start(
        IReadOnlyList<ServeAddress> addresses, HostNames names, Composition composition, EventQueue events)
    {
        if (addresses.Count == 0)
            return null;
        ControlLoop loop = composition.Loop;
        Steering? steering = composition.Steering;
        var picture = new ProcessPicture(
            composition.Links, () => loop.Figures, Help.Version,
            steering is null ? null : () => SteeringFacts.Of(steering, Clock.Now()));
        return new StatusService(addresses, names, picture, events);
    }

    /// <summary>The names by which browsers may call the status page: this machine's, and those of the files.</summary>
    public static HostNames NamesOf(IReadOnlyList<WanFile> files) =>
        new(Environment.MachineName, files.SelectMany(file => file.HostNames));

    /// <summary>
    /// The addresses that the files of one process ask for, each once: all of them tell of all links. An address that
    /// another one of the same port includes is left out.
    /// </summary>
    public static List<ServeAddress> AddressesOf(IReadOnlyList<WanFile> files)
    {
        var found = new List<ServeAddress>();
        foreach (WanFile file in files)
            Add(found, file.Health, metricsOnly: false);
        foreach (WanFile file in files)
            Add(found, file.Metrics, metricsOnly: true);
        return found.FindAll(address => !found.Exists(other => other != address && Includes(other, address)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Dispose();
        _desk.Dispose();
    }

    private static void Add(List<ServeAddress> found, EndpointSettings endpoint, bool metricsOnly)
    {
        if (!endpoint.Enabled)
            return;
        var address = new ServeAddress(IPAddress.Parse(endpoint.Host), endpoint.Port, metricsOnly);
        if (!found.Exists(other => other.Port == address.Port && other.Address.Equals(address.Address)))
            found.Add(address);
    }

    private static bool Includes(ServeAddress wide, ServeAddress narrow)
    {
        if (wide.Port != narrow.Port || (wide.MetricsOnly && !narrow.MetricsOnly))
            return false;
        bool sameFamily = wide.Address.AddressFamily == narrow.Address.AddressFamily;
        return wide.Address.Equals(IPAddress.IPv6Any) || (wide.Address.Equals(IPAddress.Any) && sameFamily);
    }
}
