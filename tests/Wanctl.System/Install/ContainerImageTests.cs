using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// The images as files: RouterOS reads less than the engines do, so its rules are held here one by one, and Debian's
/// skopeo reads both forms.
/// </summary>
public sealed class ContainerImageTests(ContainerImages images)
{
    [Theory]
    [InlineData("amd64")]
    [InlineData("arm64")]
    public void An_archive_has_what_every_RouterOS_reads(string architecture)
    {
        Dictionary<string, (TarEntryType Type, byte[] Bytes)> members = Members(images.Archive(architecture));
        JsonNode entry = Assert.Single(JsonNode.Parse(members["manifest.json"].Bytes)!.AsArray())!;
        string config = (string)entry["Config"]!;
        string layer = (string)Assert.Single(entry["Layers"]!.AsArray())!;
        string[] wanted = [config, layer, "manifest.json", "repositories"];
        Assert.Equal(wanted, members.Keys);
        Assert.Equal($"wanctl:{ContainerImages.Version}", (string?)Assert.Single(entry["RepoTags"]!.AsArray()));

        Assert.Equal(Sum(members[config].Bytes) + ".json", config);
        Assert.Equal(Sum(members[layer].Bytes) + "/layer.tar", layer);
        JsonNode image = JsonNode.Parse(members[config].Bytes)!;
        Assert.Equal(architecture, (string?)image["architecture"]);
        Assert.Equal("sha256:" + Sum(members[layer].Bytes), (string?)image["rootfs"]!["diff_ids"]![0]);
        Assert.All(members.Values, member => Assert.Equal(TarEntryType.RegularFile, member.Type));
    }

    [Fact]
    public void The_layer_is_plain_and_holds_the_program_and_folders_for_mounts()
    {
        Dictionary<string, (TarEntryType Type, byte[] Bytes)> members = Members(images.Archive("amd64"));
        byte[] layer = members.Single(member => member.Key.EndsWith("layer.tar", StringComparison.Ordinal)).Value.Bytes;
        var modes = new Dictionary<string, int>();
        using var reader = new TarReader(new MemoryStream(layer));
        while (reader.GetNextEntry() is { } entry)
        {
            Assert.Equal(TarEntryFormat.Ustar, entry.Format);
            Assert.Equal((0, 0), (entry.Uid, entry.Gid));
            Assert.DoesNotContain("./", entry.Name, StringComparison.Ordinal);
            modes.Add(entry.Name.TrimEnd('/'), (int)entry.Mode);
        }
        Assert.Equal(0b111_101_101, modes["usr/bin/wanctl"]);
        Assert.Equal(0b001_111_111_111, modes["run/wanctl"]);
        Assert.Equal(0b111_101_101, modes["etc/wanctl"]);
        Assert.Contains("usr/share/doc/wanctl/copyright", modes.Keys);
    }

    [Fact]
    public void Two_packings_have_the_same_bytes()
    {
        using var programs = new TemporaryFolder();
        using var shelf = new TemporaryFolder();
        Dictionary<string, string> found = ContainerImages.Programs(programs);
        Packing.Run(shelf.Path, found, ContainerImages.Version, "--images");
        foreach (string file in (string[])[images.Archive("amd64"), images.Archive("arm64"), images.Layout])
            Assert.Equal(Sum(File.ReadAllBytes(file)), Sum(File.ReadAllBytes(shelf[Path.GetFileName(file)])));
    }

    [Fact]
    public void A_program_of_another_machine_is_refused()
    {
        using var programs = new TemporaryFolder();
        using var shelf = new TemporaryFolder();
        Dictionary<string, string> found = ContainerImages.Programs(programs);
        (found["linux-x64"], found["linux-arm64"]) = (found["linux-arm64"], found["linux-x64"]);
        using DaemonProcess packing = Packing.Start(shelf.Path, found, ContainerImages.Version, "--images");
        Assert.Equal(1, packing.WaitForExit());
        Assert.Contains(
            "artifacts/linux-x64/wanctl is no program for amd64: run build/publish linux-x64",
            packing.Text(error: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("amd64")]
    [InlineData("arm64")]
    public void Skopeo_reads_both_forms_and_finds_the_same_image(string architecture)
    {
        ContainerImages.SkipWithout("skopeo");
        using var folder = new TemporaryFolder();
        JsonNode config = Skopeo("inspect", "--config", "docker-archive:" + images.Archive(architecture))!;
        Assert.Equal(architecture, (string?)config["architecture"]);
        Assert.Equal("""["/usr/bin/wanctl"]""", config["config"]!["Entrypoint"]!.ToJsonString());
        Assert.Equal("""["run","/etc/wanctl"]""", config["config"]!["Cmd"]!.ToJsonString());
        Assert.Equal("SIGTERM", (string?)config["config"]!["StopSignal"]);
        JsonNode labels = Skopeo("inspect", "docker-archive:" + images.Archive(architecture))!["Labels"]!;
        Assert.Equal(ContainerImages.Version, (string?)labels["org.opencontainers.image.version"]);

        string layout = $"oci-archive:{images.Layout}:localhost/wanctl:{ContainerImages.Version}";
        JsonNode inLayout = Skopeo("--override-arch", architecture, "inspect", "--config", layout)!;
        Assert.Equal(config.ToJsonString(), inLayout.ToJsonString());
        // A copy into a folder checks every sum.
        Skopeo("--insecure-policy", "copy", "docker-archive:" + images.Archive(architecture), "dir:" + folder["a"]);
        Skopeo("--insecure-policy", "copy", "--all", layout, "dir:" + folder["b"]);
        Assert.Equal(2, Directory.GetFiles(folder["b"], "*.manifest.json").Length);
    }

    private static JsonNode? Skopeo(params string[] words)
    {
        using DaemonProcess process = DaemonProcess.RunToEnd(null, new DaemonCommand("skopeo", words));
        Assert.True(process.WaitForExit() == 0, process.Story());
        string text = process.Text();
        return text.StartsWith('{') ? JsonNode.Parse(text) : null;
    }

    private static Dictionary<string, (TarEntryType Type, byte[] Bytes)> Members(string path)
    {
        var members = new Dictionary<string, (TarEntryType Type, byte[] Bytes)>();
        using var reader = new TarReader(File.OpenRead(path));
        while (reader.GetNextEntry() is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            members.Add(entry.Name, (entry.EntryType, bytes.ToArray()));
        }
        return members;
    }

    private static string Sum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
