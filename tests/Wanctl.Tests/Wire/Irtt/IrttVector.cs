using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Wanctl.Tests.Kit;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Irtt;

namespace Wanctl.Tests.Wire.Irtt;

/// <summary>One packet of <c>irtt.json</c>, recorded between the client and the server of irtt 0.9.0.</summary>
internal sealed record IrttVector(string Id, bool ToServer, byte[] Bytes, JsonElement Decoded)
{
    public static IReadOnlyList<IrttVector> All { get; } = Read();

    public static IrttVector Of(string id) => All.Single(vector => vector.Id == id);

    public HmacKey<Md5>? Key => Decoded.TryGetProperty("hmac_key_ascii", out JsonElement key)
        ? new HmacKey<Md5>(Encoding.ASCII.GetBytes(key.GetString()!))
        : null;

    /// <summary>The flags; 0xFF for what is no packet of irtt.</summary>
    public int Flags => Decoded.TryGetProperty("flags", out JsonElement flags)
        ? int.Parse(flags.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ~8
        : 0xFF;

    public ulong Token => Hex("token");

    public bool HasParameters => Decoded.TryGetProperty("params", out _);

    public IrttParameters Parameters => Parsed(Decoded.GetProperty("params"));

    /// <summary>The parameters that the session's open was answered with.</summary>
    public IrttParameters Under
    {
        get
        {
            if (Decoded.TryGetProperty("under", out JsonElement under))
                return Parsed(under);
            IrttVector? opened = All.FirstOrDefault(other => other.Flags == 3 && other.Token == Token);
            // The session that expired was opened off the record, with both stamps of the monotonic clock.
            return opened?.Parameters ?? new() { Stamps = IrttStamps.Both, Clocks = IrttClocks.Monotonic };
        }
    }

    public long Number(string name) =>
        Decoded.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;

    public ulong Hex(string name) => Decoded.TryGetProperty(name, out JsonElement value)
        ? ulong.Parse(value.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : 0;

    public override string ToString() => Id;

    private static IrttParameters Parsed(JsonElement from)
    {
        return new IrttParameters
        {
            Version = Of("protocol_version"),
            DurationNanos = Of("duration_ns"),
            IntervalNanos = Of("interval_ns"),
            Length = Of("length"),
            Statistics = (IrttStatistics)Of("received_stats"),
            Stamps = (IrttStamps)Of("stamp_at"),
            Clocks = (IrttClocks)Of("clock"),
            TypeOfService = Of("dscp"),
            ServerFills = from.TryGetProperty("server_fill", out _),
        };

        long Of(string name) => from.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
    }

    private static List<IrttVector> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Vectors.PathOf("irtt.json")));
        return [.. document.RootElement.GetProperty("vectors").EnumerateArray().Select(vector => new IrttVector(
            vector.GetProperty("id").GetString()!, vector.GetProperty("dir").GetString() == "c2s",
            Convert.FromHexString(vector.GetProperty("hex").GetString()!), vector.GetProperty("decoded").Clone()))];
    }
}
