using System.Linq;
using System.Net;
using Wanctl.Host.Net;

namespace Wanctl.Tests.Host.Net;

public class ResolverSettingsTests
{
    [Fact]
    public void Without_a_file_this_machine_is_asked_with_its_own_domain()
    {
        var settings = ResolverSettings.Parse([], "box.home.arpa");

        Assert.Equal([IPAddress.Loopback], settings.Servers);
        Assert.Equal(["home.arpa"], settings.Search);
        Assert.Equal((1, 2, TimeSpan.FromSeconds(5)), (settings.Dots, settings.Attempts, settings.Wait));
        Assert.Empty(ResolverSettings.Parse([], "box").Search);
    }

    [Fact]
    public void Servers_search_list_and_options_are_taken()
    {
        var settings = ResolverSettings.Parse(
            [
                "# nameserver 192.0.2.9", "; nameserver 192.0.2.9", "nameserver 192.0.2.1 # mine",
                "nameserver\tfe80::1%1", "nameserver nonsense", "nameserver ::1", "nameserver 192.0.2.4",
                "domain first.example", "search  lan. example.org ",
                "options ndots:3 timeout:1 attempts:4 rotate", "options use-vc no-aaaa edns0 trust-ad",
            ],
            "box.home.arpa");

        Assert.Equal(["192.0.2.1", "fe80::1%1", "::1"], settings.Servers.Select(server => server.ToString()));
        Assert.Equal(["lan", "example.org"], settings.Search);
        Assert.Equal((3, 4, TimeSpan.FromSeconds(1)), (settings.Dots, settings.Attempts, settings.Wait));
        Assert.True(settings.Rotate && settings.OnlyTcp && settings.OnlyV4);
    }

    [Theory]
    [InlineData("options ndots:99 timeout:99 attempts:99", 15, 30, 5)]
    [InlineData("options ndots:0 timeout:0 attempts:0", 0, 1, 1)]
    [InlineData("options ndots: timeout:x attempts:-1 rotate:1", 1, 5, 2)]
    [InlineData("options", 1, 5, 2)]
    [InlineData("options ndots:99999999999999999999", 1, 5, 2)]
    public void Numbers_keep_to_their_bounds(string line, int dots, int seconds, int attempts)
    {
        var settings = ResolverSettings.Parse([line], "");

        Assert.Equal(
            (dots, TimeSpan.FromSeconds(seconds), attempts), (settings.Dots, settings.Wait, settings.Attempts));
    }

    [Theory]
    [InlineData("router", "router.lan router.example router")]
    [InlineData("router.", "router")]
    [InlineData("a.b", "a.b a.b.lan a.b.example")]
    public void A_name_with_dots_is_asked_for_first_and_a_final_dot_is_the_end(string host, string asked)
    {
        var settings = ResolverSettings.Parse(["search lan example"], "");

        Assert.Equal(asked, string.Join(' ', NameResolver.Candidates(host, settings)));
    }
}
