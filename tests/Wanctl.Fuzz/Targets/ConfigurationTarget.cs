using System.Text;
using Wanctl.Fuzz.Engine;
using Wanctl.Verbs;

namespace Wanctl.Fuzz.Targets;

/// <summary>A configuration file of a link or of steering, as <c>check</c> reads and tells it.</summary>
internal sealed class ConfigurationTarget : FuzzTarget
{
    private readonly ScratchFile _file = new("link.yaml");

    public override string Name => "configuration";

    public override int BytesMax => 24_000;

    public override long AllocatedMax => 512 << 20;

    public override IReadOnlyList<string> Words => Yaml;

    /// <summary>What YAML is made of.</summary>
    internal static string[] Yaml { get; } =
        [": ", "- ", "{", "}", "[", "]", ", ", "|\n  ", ">-\n  ", "&a ", "*a", "<<: *a", "!!int ", "!x ", "\"", "'",
        "#", "---\n", "...\n", "? ", "%YAML 1.2\n", "\t", "\r\n",
        "\xC2\xA0", "\xEF\xBB\xBF", "\xE2\x80\x8B", "null", "~",
        "true",
        "${ROUTER_PASSWORD}", "${A:-b}", "${", "  ", "\n", "control: {law: adaptive}\n", "router:\n", "queues:\n",
        "continuous_monitoring:\n", "ping_hosts: [", "ceiling_mbps: ", "floor_mbps: ", "wan_name: ",
        "\\u0000", "\\x1b"];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.ASCII.GetBytes("""
            wan_name: cable
            router: {transport: linux-cake}
            cake: {download_interface: ifb4wan, upload_interface: wan, line: docsis}
            continuous_monitoring:
              baseline_rtt_initial: 10
              ping_hosts: [127.0.0.1, "::1", "fe80::1%eth0"]
              download: {floor_mbps: 10, ceiling_mbps: 50}
              upload: {floor_mbps: 5, ceiling_mbps: 20}
            lock_file: /run/x

            """);
        yield return Encoding.ASCII.GetBytes(
            "topology: {primary_wan: cable, alternate_wan: dsl}\nmangle_rule: {comment: \"x\"}\nmode: active\n");
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        _file.Write(input);
        return CheckVerb.Execute([_file.At]);
    }
}
