using System.IO;
using System.Text.Json;

namespace Wanctl.Tests.Kit;

/// <summary>
/// The test vectors that describe the original's behaviour, computed by an independent model of its formulas.
/// </summary>
internal static class Vectors
{
    public static JsonElement Autorate(string group)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Vectors", "autorate.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty(group).Clone();
    }
}
