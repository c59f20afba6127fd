using Wanctl.Host.Net;

namespace Wanctl.Tests.Host.Net;

public class HostsFileTests
{
    private static readonly string[] s_lines =
    [
        "127.0.0.1\tlocalhost", "# 192.0.2.9 router", "192.0.2.1  gate Router.lan router # 192.0.2.2 mine",
        "nonsense router", "192.0.2.3", "", "  fe80::7%1 router", "192.0.2.1 router",
    ];

    [Theory]
    [InlineData("router", "192.0.2.1 fe80::7%1")]
    [InlineData("ROUTER.LAN.", "192.0.2.1")]
    [InlineData("gate", "192.0.2.1")]
    [InlineData("mine", "")]
    [InlineData("192.0.2.3", "")]
    public void A_name_has_the_addresses_of_all_its_lines(string name, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', HostsFile.Find(s_lines, name)));

    [Fact]
    public void A_file_that_is_not_there_has_no_lines() => Assert.Empty(HostsFile.Lines("/nonexistent/hosts"));
}
