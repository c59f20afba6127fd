using System.Diagnostics;
using System.IO;
using System.Linq;
using Wanctl.Host.Net;
using Wanctl.Tests.Wire.Dns;
using Wanctl.Wire.Dns;

namespace Wanctl.Tests.Host.Net;

public sealed class NameResolverTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("wanctl-names").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("fe80::1%1", "fe80::1%1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("10.1", "10.0.0.1")]
    [InlineData("localhost", "127.0.0.1 ::1")]
    [InlineData("a.LocalHost.", "127.0.0.1 ::1")]
    public void Addresses_and_this_machine_need_no_server(string host, string addresses) =>
        Assert.Equal(addresses, Resolve(host, port: 1));

    [Fact]
    public void A_zone_may_be_an_interfaces_name() => Assert.Equal("fe80::1%1", Resolve("fe80::1%lo", port: 1));

    [Fact]
    public void The_hosts_file_comes_before_the_servers()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => Home(name, type));

        Assert.Equal("192.0.2.7", Resolve("router", server.Port, hosts: "192.0.2.7 router"));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public void Both_families_are_asked_at_once_and_IPv4_comes_first()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => Home(name, type));

        Assert.Equal("192.0.2.1 2001:db8::1", Resolve("router.lan", server.Port));
        Assert.Equal(["A router.lan", "Aaaa router.lan"], server.Asked.Order());
    }

    [Fact]
    public void The_search_list_is_gone_through()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => Home(name, type));

        Assert.Equal("192.0.2.1 2001:db8::1", Resolve("router", server.Port, "search example.org lan"));
        Assert.Contains("A router.example.org", server.Asked);
    }

    [Fact]
    public void What_does_not_fit_into_a_datagram_is_asked_for_over_TCP()
    {
        string[] many = [.. Enumerable.Range(1, 40).Select(i => $"192.0.2.{i}")];
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => type == DnsType.A
            ? FakeNameServer.Addresses(name, many) : FakeNameServer.Bare(name, type));

        Assert.StartsWith("192.0.2.1 192.0.2.2 ", Resolve("router.lan", server.Port));
        Assert.Contains("tcp A router.lan", server.Asked);
        Assert.DoesNotContain("tcp Aaaa router.lan", server.Asked);
    }

    [Fact]
    public void Use_vc_asks_over_TCP_alone()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => Home(name, type));

        Assert.Equal("192.0.2.1 2001:db8::1", Resolve("router.lan", server.Port, "options use-vc"));
        Assert.Equal(["tcp A router.lan", "tcp Aaaa router.lan"], server.Asked.Order());
    }

    [Fact]
    public void Forged_and_torn_datagrams_are_waited_over()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => Home(name, type)) { Forges = true };

        Assert.Equal("192.0.2.1 2001:db8::1", Resolve("router.lan", server.Port));
    }

    [Fact]
    public void A_server_that_is_silent_about_IPv6_delays_little()
    {
        using var server = new FakeNameServer(
            "127.0.0.1", 0, (name, type) => type == DnsType.A ? Home(name, type) : null);
        long start = Stopwatch.GetTimestamp();

        Assert.Equal("192.0.2.1", Resolve("router.lan", server.Port));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 4);
    }

    [Fact]
    public void A_silent_and_a_failing_server_are_passed_over()
    {
        using var silent = new FakeNameServer("127.0.0.1", 0, (_, _) => null);
        using var failing = new FakeNameServer("127.0.0.2", silent.Port, (name, type) =>
            FakeNameServer.Bare(name, type, code: 2));
        using var good = new FakeNameServer("127.0.0.3", silent.Port, (name, type) => Home(name, type));
        const string Servers = "nameserver 127.0.0.1\nnameserver 127.0.0.2\nnameserver 127.0.0.3\n";

        Assert.Equal("192.0.2.1 2001:db8::1", Resolve("router.lan", silent.Port, Servers + "options timeout:1"));
    }

    [Fact]
    public void A_name_that_nobody_knows_is_said_to_be_unknown_with_what_was_asked()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => Home(name, type));

        Assert.Equal(
            "the name was not found: neither /etc/hosts nor the name server 127.0.0.1 knows it (asked for nobody.lan, "
            + "nobody). Is it spelt right? An address instead of a name needs no name server",
            Refusal("nobody", server.Port, "search lan"));
    }

    [Fact]
    public void A_name_without_an_address_is_said_to_have_none()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => FakeNameServer.Bare(name, type));

        Assert.StartsWith("the name was found, but it has no IPv4 or IPv6 address", Refusal("router.lan", server.Port));
    }

    [Fact]
    public void Silence_has_an_end_within_the_patience()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (_, _) => null);
        long start = Stopwatch.GetTimestamp();

        string refusal = Refusal("router.lan", server.Port, "search a b c\noptions attempts:5", seconds: 1.5);
        Assert.Contains("no name server of /etc/resolv.conf answered (127.0.0.1 does not answer)", refusal);
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0.5, 6);
    }

    [Fact]
    public void A_machine_without_a_name_service_is_named()
    {
        int closed;
        using (var server = new FakeNameServer("127.0.0.1", 0, (_, _) => null))
            closed = server.Port;

        Assert.Contains("(127.0.0.1 has no name service)", Refusal("router.lan", closed));
    }

    [Theory]
    [InlineData("MikroTik.local")]
    [InlineData("mikrotik.local.")]
    public void A_name_under_local_is_told_what_to_write(string host)
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => FakeNameServer.Bare(name, type, code: 3));

        string refusal = Refusal(host, server.Port);
        Assert.Contains("write the address in place of the name", refusal);
        Assert.Contains("/etc/hosts", refusal);
    }

    [Fact]
    public void A_server_that_answers_for_local_is_believed()
    {
        using var server = new FakeNameServer("127.0.0.1", 0, (name, type) => type == DnsType.A
            ? FakeNameServer.Addresses(name, "192.0.2.5") : FakeNameServer.Bare(name, type));

        Assert.Equal("192.0.2.5", Resolve("mikrotik.local", server.Port));
    }

    private static DnsAnswer? Home(string name, DnsType type)
    {
        if (name != "router.lan")
            return FakeNameServer.Bare(name, type, code: 3);
        return FakeNameServer.Addresses(name, type == DnsType.A ? "192.0.2.1" : "2001:db8::1");
    }

    private string Resolve(string host, int port, string settings = "", string hosts = "", double seconds = 0)
    {
        string hostsFile = Path.Combine(_folder, "hosts");
        string settingsFile = Path.Combine(_folder, "resolv.conf");
        File.WriteAllText(hostsFile, hosts);
        File.WriteAllText(settingsFile, settings);
        var names = new NameResolver(hostsFile, settingsFile, Path.Combine(_folder, "hostname"), port);
        return string.Join(' ', names.Resolve(host, seconds > 0 ? TimeSpan.FromSeconds(seconds) : s_patience));
    }

    private string Refusal(string host, int port, string settings = "", double seconds = 0) =>
        Assert.Throws<NameException>(() => Resolve(host, port, settings, seconds: seconds)).Message;
}
