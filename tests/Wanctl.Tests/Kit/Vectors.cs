using System.IO;
using System.Text.Json;

namespace Wanctl.Tests.Kit;

/// <summary>
/// The test vectors that describe the original's behaviour, computed by an independent model of its formulas.
/// </summary>
internal static class Vectors
{
    public static JsonElement Autorate(string group) => Group("autorate.json", group);

    public static JsonElement Steering(string group) => Group("steering.json", group);

    /// <summary>Where a file of the vectors lies.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Vectors", name);

    private static JsonElement Group(string file, string group)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(PathOf(file)));
        return document.RootElement.GetProperty(group).Clone();
    }
}
