using System.Globalization;
using System.Linq;
using Wanctl.Config;
using Wanctl.Config.Checking;
using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;

namespace Wanctl.Tests.Config;

public sealed class SchemaTests
{
    public static TheoryData<string> UsedKeys =>
        [.. WanSchema.Keys.Where(key => !key.IsUnused).Select(key => key.Path)];

    [Fact]
    public void No_key_stands_twice_or_is_a_group_as_well()
    {
        Assert.Equal(WanSchema.Keys.Count, WanSchema.Keys.Select(key => key.Path).Distinct().Count());
        foreach (string path in WanSchema.Keys.Select(key => key.Path + "."))
            Assert.DoesNotContain(WanSchema.Keys, key => key.Path.StartsWith(path, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(UsedKeys))]
    public void Each_key_says_what_it_means_and_what_its_absence_means(string path)
    {
        SchemaKey key = Find(path);
        Assert.EndsWith(".", key.Meaning, StringComparison.Ordinal);
        bool[] sorts = [key.IsRequired, key.Default is not null, key.Rule is not null];
        Assert.Single(sorts, sort => sort);
        Assert.Equal(key.Default is not null, FixedDefaults.ValueOf(key) is not null);
    }

    [Theory]
    [MemberData(nameof(UsedKeys))]
    public void Each_value_that_a_key_takes_comes_out_as_it_went_in(string path)
    {
        SchemaKey key = Find(path);
        foreach ((string written, string normal) in ValuesOf(key.Kind))
        {
            (ValueTable values, Findings findings) = Walk(Nest(path, written));
            Assert.DoesNotContain(path, findings.ProblemsInOrder().Select(problem => problem.Path));
            Assert.Equal(normal, Flow.Write(values.Node(path)!));
            Assert.StartsWith("wan.yaml:", values.SourceOf(path), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(UsedKeys))]
    public void A_key_without_a_value_is_missing_or_has_its_default(string path)
    {
        SchemaKey key = Find(path);
        foreach (string nothing in (string[])["", "~", "null"])
        {
            (ValueTable values, Findings findings) = Walk(Nest(path, nothing));
            Assert.Null(values.Node(path));
            Assert.Equal(key.IsRequired, FoundAt(path, findings).Contains("nothing"));

            FixedDefaults.Fill(values);
            Assert.Equal(key.Default, values.Node(path) is { } node ? Flow.Write(node) : null);
        }
    }

    [Theory]
    [MemberData(nameof(UsedKeys))]
    public void No_key_takes_what_none_of_its_kind_is(string path)
    {
        (ValueTable values, Findings findings) = Walk(Nest(path, "{a: [1], b: {c: d}}"));
        Assert.Null(values.Node(path));
        Assert.Contains("a group of keys", FoundAt(path, findings));
    }

    [Fact]
    public void A_file_with_every_key_at_once_fills_every_document()
    {
        // A key of the schema without its counterpart in the documents would be thrown out by the deserializer.
        string text = Sample.With("transport: api", $"transport: api-ssl\n  certificate_pin: {Sample.Pin}")
            + "ping_source_ip: 192.0.2.2\nping_interface: eth0\n";
        Assert.Equal(("192.0.2.2", "eth0"), Probe(Sample.File(text)));
        text = Sample.With("user: wanctl", "user: wanctl\n  write_budget: {}").Replace("    floor_mbps: 20\n",
            "    floor_green_mbps: 4\n    floor_yellow_mbps: 3\n    floor_soft_red_mbps: 2\n    floor_red_mbps: 1\n");
        Assert.NotNull(Sample.Load(text).File);
    }

    private static (string?, string?) Probe(WanFile file) => (file.Link.Probe.SourceAddress, file.Link.Probe.Interface);

    private static IEnumerable<string> FoundAt(string path, Findings findings) =>
        findings.ProblemsInOrder().Where(problem => problem.Path == path).Select(problem => problem.Found);

    private static SchemaKey Find(string path) => WanSchema.Keys.Single(key => key.Path == path);

    private static string Nest(string path, string value)
    {
        string[] words = path.Split('.');
        string text = "";
        for (int i = 0; i < words.Length; i++) text += $"\n{new string(' ', 2 * i)}{words[i]}:";
        return $"{text} {value}\n";
    }

    private static (ValueTable, Findings) Walk(string text)
    {
        Findings findings = new("wan.yaml");
        ValueTable values = new(findings);
        MapNode root = Assert.IsType<MapNode>(TreeReader.Read(text, findings));
        ReadContext context = new(findings, Sample.Environment);
        new SchemaWalk(context, values, WanSchema.Keys, WanSchema.Root).Walk(root);
        return (values, findings);
    }

    private static IEnumerable<(string Written, string Normal)> ValuesOf(ValueKind kind) => kind switch
    {
        NumberKind number => [Same(number.Min), Same(number.Max)],
        IntegerKind integer => [Same(integer.Min), Same(integer.Max)],
        BooleanKind => [("false", "false"), ("true", "true"), ("No", "false")],
        WordKind words => words.Words.Select(word => (word, word)),
        ListKind list => [.. ValuesOf(list.Item).Take(1).Select(item => ($"[{item.Written}]", $"[{item.Normal}]"))],
        TargetKind => [("[192.0.2.1, 1]", "[192.0.2.1, 1]")],
        AddressKind =>
        [
            ("192.0.2.1", "192.0.2.1"), ("2001:DB8::1", "2001:db8::1"), ("'::ffff:192.0.2.1'", "192.0.2.1"),
            ("'::FFFF:c000:0201'", "192.0.2.1"),
        ],
        DigestKind => [(Sample.Pin.ToUpperInvariant(), Sample.Pin)],
        PathKind => [("/a", "/a"), ("\"/run/x y.lock\"", "/run/x y.lock")],
        SecretKind => [("0", "0"), ("\"\"", "\"\""), ("' '", " "), ("${ROUTER_PASSWORD}", Sample.Password)],
        HostKind =>
        [
            ("a", "a"), ("192.0.2.1", "192.0.2.1"), ("'::ffff:192.0.2.1'", "192.0.2.1"),
            ("FE80::1%eth0", "fe80::1%eth0"), ("'fe80::1%3'", "fe80::1%3"), ("router.home.arpa.", "router.home.arpa."),
        ],
        InterfaceNameKind => [("eth0.7", "eth0.7"), ("wan@home", "wan@home"), ("пров", "пров")],
        IdentifierKind => [("0", "0"), ("a_b.c-d", "a_b.c-d"), ("'null'", "null")],
        _ => [("0", "0"), ("'false'", "false"), ("x y", "x y")],
    };

    private static (string, string) Same(double value)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return (text, text);
    }
}
