using Wanctl.Config;
using Wanctl.Config.Rescaling;
using Wanctl.Core.Units;
using Wanctl.Fuzz.Engine;
using System.IO;

namespace Wanctl.Fuzz.Targets;

/// <summary>A configuration file as <c>rescale</c> rewrites it: what was right before is right afterwards.</summary>
internal sealed class RescaleTarget : FuzzTarget
{
    public override string Name => "rescale";

    public override int BytesMax => 24_000;

    public override long AllocatedMax => 512 << 20;

    public override IReadOnlyList<string> Words => ConfigurationTarget.Yaml;

    public override IEnumerable<byte[]> Seeds()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Seeds", "configuration");
        return Array.ConvertAll(Directory.GetFiles(folder, "*.yaml"), File.ReadAllBytes);
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        string text = System.Text.Encoding.UTF8.GetString(input);
        RescaleResult result = Rescaler.Convert(text, "link.yaml", Duration.FromMillis(100));
        if (result.Text is not { } written)
            return result.Problems.Count;
        LoadResult before = Load(text);
        LoadResult after = Load(written);
        Must(before.Problems.Count > 0 || after.Problems.Count == 0,
            "a sound file is none any more: " + string.Join(" / ", after.Problems));
        return HashCode.Combine(result.Changes.Count, result.Losses.Count);
    }

    private static LoadResult Load(string text) => ConfigLoader.Parse(text, "link.yaml", _ => "word");
}
