using Wanctl.Config;
using Wanctl.Host.Serve;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Status;

/// <summary>Where the files of one process are served.</summary>
public sealed class ServeAddressTests
{
    [Fact]
    public void Equal_addresses_are_one() =>
        Assert.Equal(["127.0.0.1:9101"], Addresses(File(9101), File(9101)));

    [Fact]
    public void Different_addresses_are_all_served() =>
        Assert.Equal(["127.0.0.1:9101", "127.0.0.1:9102"], Addresses(File(9101), File(9102)));

    [Fact]
    public void What_is_switched_off_is_not_served() =>
        Assert.Equal(["127.0.0.1:9101"], Addresses(File(9101), File(9102, enabled: false)));

    [Fact]
    public void Any_address_includes_each_of_its_port() =>
        Assert.Equal(["0.0.0.0:9101"], Addresses(File(9101), File(9101, "0.0.0.0")));

    [Fact]
    public void Figures_have_an_address_of_their_own_unless_the_page_has_it() => Assert.Equal(
        ["127.0.0.1:9101", "127.0.0.1:9100"],
        Addresses(File(9101, metrics: 9100), File(9101, metrics: 9101)));

    private static List<string> Addresses(params WanFile[] files) =>
        StatusService.AddressesOf(files).ConvertAll((ServeAddress address) => address.ToString());

    private static WanFile File(int port, string host = "127.0.0.1", bool enabled = true, int metrics = 0) => new()
    {
        Link = Links.Cable,
        Log = new LogSettings(LogThreshold.Info, LogFormat.Text),
        Health = new EndpointSettings(enabled, host, port),
        Metrics = new EndpointSettings(metrics > 0, "127.0.0.1", Math.Max(1, metrics)),
    };
}
