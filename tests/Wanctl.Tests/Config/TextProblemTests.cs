namespace Wanctl.Tests.Config;

public sealed class TextProblemTests
{
    private const string Transports = "api or api-ssl or linux-cake: RouterOS's API, enabled on the router by "
        + "'/ip service enable api' (or api-ssl), or the kernel of this machine";

    [Theory]
    [InlineData("yes", "yes (a boolean to some readers of YAML; put text in quotes)")]
    [InlineData("Off", "Off (a boolean to some readers of YAML; put text in quotes)")]
    [InlineData("true", "true (a boolean to some readers of YAML; put text in quotes)")]
    [InlineData("\"a b\"", "\"a b\"")]
    [InlineData("\"cable\\n\"", "\"cable\\u000a\" (it holds a line break or another control character)")]
    [InlineData("|\n  cable", "\"cable\\u000a\" (it holds a line break or another control character)")]
    [InlineData("-x", "-x (a leading '-' reads as an option)")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("kabel-ü", "kabel-ü")]
    [InlineData("a/b", "a/b")]
    [InlineData("\"\\e[31m\"", "\"\\u001b[31m\" (it holds a line break or another control character)")]
    public void A_name_that_is_unsafe_in_labels_and_files_is_refused(string value, string found) => Assert.Equal(
        $"1:11: wan_name: found {found}, wanted 1 to 64 letters, digits, '_', '.' or '-'",
        Sample.Problem(Sample.With("wan_name: cable", $"wan_name: {value}")));

    [Theory]
    [InlineData("-x", "-x (a leading '-' reads as an option)")]
    [InlineData("a..b", "a..b")]
    [InlineData("10.0.0.256", "10.0.0.256")]
    [InlineData("\"a b\"", "\"a b\"")]
    [InlineData("a_b-", "a_b-")]
    [InlineData("ü.example", "ü.example")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("no", "no (a boolean to some readers of YAML; put text in quotes)")]
    public void A_router_that_cannot_be_a_host_is_refused(string value, string found) => Assert.Equal(
        $"4:9: router.host: found {found}, wanted an IPv4 or IPv6 address or a host name",
        Sample.Problem(Sample.With("host: 192.0.2.1", $"host: {value}")));

    [Theory]
    [InlineData("192.168.88.1")]
    [InlineData("2001:db8::1")]
    [InlineData("router.lan")]
    [InlineData("router.lan.")]
    [InlineData("my_router-2")]
    [InlineData("'on'")]
    public void A_router_may_be_an_address_or_a_name(string value) =>
        Assert.Equal(value.Trim('\''), Sample.File(Sample.With("192.0.2.1", value)).Link.Router.Host);

    [Theory]
    [InlineData("transport: api", "transport: rest",
        "3:14: router.transport: found rest (which wanctl does not speak), wanted " + Transports)]
    [InlineData("transport: api", "transport: ssh",
        "3:14: router.transport: found ssh (which wanctl does not speak), wanted " + Transports)]
    [InlineData("transport: api", "transport: linux-cake-netlink",
        "3:14: router.transport: found linux-cake-netlink (linux-cake speaks netlink), wanted " + Transports)]
    [InlineData("transport: api", "transport: API",
        "3:14: router.transport: found API, wanted " + Transports)]
    [InlineData("transport: api", "transport: api_ssl",
        "3:14: router.transport: found api_ssl, wanted " + Transports)]
    [InlineData("transport: api", "transport: \"\"",
        "3:14: router.transport: found \"\", wanted " + Transports)]
    [InlineData("wan_name: cable", "wan_name: cable\ncontrol: {law: Classic}",
        "2:16: control.law: found Classic, wanted adaptive or adaptive2 or classic")]
    [InlineData("user: wanctl", "user: wanctl\n  queue_kind: fq",
        "6:15: router.queue_kind: found fq, wanted tree or simple")]
    public void A_word_that_is_not_known_is_refused_with_those_that_are(string passage, string other, string problem) =>
        Assert.Equal(problem, Sample.Problem(Sample.With(passage, other)));

    [Theory]
    [InlineData("cable.lock", "cable.lock")]
    [InlineData("''", "\"\"")]
    [InlineData("/", "/")]
    [InlineData("/run/", "/run/ (a slash at the end names a directory)")]
    [InlineData("//", "// (a slash at the end names a directory)")]
    [InlineData("/..", "/.. ('..' names a directory; write the path without it)")]
    [InlineData("/.", "/. ('.' names a directory; write the path without it)")]
    [InlineData("/../..", "/../.. ('..' names a directory; write the path without it)")]
    [InlineData("/run/../etc/passwd", "/run/../etc/passwd ('..' names a directory; write the path without it)")]
    [InlineData("\"/run/a\\0b\"", "\"/run/a\\u0000b\" (it holds a line break or another control character)")]
    [InlineData("\"/run/a\\tb\"", "\"/run/a\\u0009b\" (it holds a line break or another control character)")]
    public void A_path_that_does_not_name_a_file_from_the_root_is_refused(string value, string found) => Assert.Equal(
        $"28:12: lock_file: found {found}, wanted an absolute path of a file",
        Sample.Problem(Sample.With("/run/wanctl/cable.lock", value)));

    [Fact]
    public void A_file_s_name_leaves_room_for_what_is_put_behind_it()
    {
        string longest = "/run/" + new string('a', 240);
        Assert.Equal(longest, Sample.File(Sample.With("/run/wanctl/cable.lock", longest)).Link.LockFile);
        Assert.Contains("a name of more than 240 bytes",
            Sample.Problem(Sample.With("/run/wanctl/cable.lock", longest + "a")), StringComparison.Ordinal);
        Assert.Contains("a name of more than 240 bytes",
            Sample.Problem(Sample.With("/run/wanctl/cable.lock", "/run/" + new string('\u00e9', 121))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_refused_when_it_is_too_long()
    {
        string longest = new('a', 64);
        Assert.Equal(longest, Sample.File(Sample.With("wan_name: cable", $"wan_name: {longest}")).Link.Name);
        Assert.Equal(
            $"1:11: wan_name: found {longest[..60]}... (too long), wanted 1 to 64 letters, digits, '_', '.' or '-'",
            Sample.Problem(Sample.With("wan_name: cable", $"wan_name: {longest}a")));
    }

    [Theory]
    [InlineData("123", "123")]
    [InlineData("010", "010")]
    [InlineData("'yes'", "yes")]
    [InlineData("\"null\"", "null")]
    [InlineData("1.0", "1.0")]
    public void Text_is_taken_letter_by_letter(string value, string expected) =>
        Assert.Equal(expected, Sample.File(Sample.With("wan_name: cable", $"wan_name: {value}")).Link.Name);
}
