using System.Text;
using System.Text.Json;
using Wanctl.Core.Units;
using Wanctl.Fuzz.Engine;
using Wanctl.Screen;

namespace Wanctl.Fuzz.Targets;

/// <summary>The state that <c>status</c> draws, from whatever listens where a daemon was expected.</summary>
internal sealed class PictureTarget : FuzzTarget
{
    public override string Name => "picture";

    public override int BytesMax => 6000;

    public override IReadOnlyList<string> Words =>
        ["{", "}", "[", "]", ":", ",", "\"", "null", "true", "1e999", "\"links\":", "\"reflectors\":", "\"decisions\":",
        "\"download\":", "\"name\":", "\\u001b", "\\ud800", "\\udc00\\ud800", "[[[[[[[["];

    public override int Take(ReadOnlySpan<byte> input)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(input.ToArray());
            var page = new Canvas();
            var composer = new Status.StatusPage();
            int height = Math.Min(200, Status.StatusPage.HeightFor(document.RootElement, 5));
            composer.Compose(page, 110, height, document.RootElement, "", Duration.Zero);
            string text = new AnsiPainter(false).Paint(page).ToString();
            return HashCode.Combine(height, text.Length / 256);
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
