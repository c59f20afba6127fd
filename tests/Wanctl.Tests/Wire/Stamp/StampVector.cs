using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Wanctl.Tests.Kit;
using Wanctl.Wire.Digest;

namespace Wanctl.Tests.Wire.Stamp;

/// <summary>One packet of <c>stamp.json</c>, made by hand from the RFCs and decoded alike by Wireshark.</summary>
internal sealed record StampVector(string Id, bool Asks, byte[] Bytes, JsonElement Decoded)
{
    public static IReadOnlyList<StampVector> All { get; } = Read();

    public static StampVector Of(string id) => All.Single(vector => vector.Id == id);

    /// <summary>The key, where the packet has an HMAC.</summary>
    public HmacKey<Sha256>? Key => Decoded.TryGetProperty("key_ascii", out JsonElement key)
        ? new HmacKey<Sha256>(Encoding.ASCII.GetBytes(key.GetString()!))
        : null;

    public bool Has(string name) => Decoded.TryGetProperty(name, out _);

    public long Number(string name) => Decoded.GetProperty(name).GetInt64();

    public override string ToString() => Id;

    private static List<StampVector> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Vectors.PathOf("stamp.json")));
        return [.. document.RootElement.GetProperty("vectors").EnumerateArray().Select(vector => new StampVector(
            vector.GetProperty("id").GetString()!, vector.GetProperty("dir").GetString() == "c2s",
            Convert.FromHexString(vector.GetProperty("hex").GetString()!), vector.GetProperty("decoded").Clone()))];
    }
}
