using System.Globalization;
using System.Text;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

/// <summary>Decides whether a value can be, and spells it as RouterOS stores it.</summary>
internal static class PropertyCheck
{
    /// <summary>The value as stored, or null where it cannot be.</summary>
    public static string? Normalize(PropertyKind kind, string value) => kind switch
    {
        PropertyKind.Rate => Rate(value),
        PropertyKind.RatePair => RatePair(value),
        PropertyKind.Bool => Bool(value),
        PropertyKind.Duration => IsDuration(value) ? value : null,
        PropertyKind.Integer => IsInteger(value) ? value : null,
        PropertyKind.Decimal => IsDecimal(value) ? value : null,
        PropertyKind.Name => value.Length > 0 ? value : null,
        _ => value,
    };

    /// <summary>A rate in bits per second, in any spelling; null where it is none.</summary>
    public static long? ParseRate(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (text.Length > bytes.Length) return null;
        int length = Encoding.Latin1.GetBytes(text, bytes);
        return Value.TryRate(bytes[..length], out long rate) ? rate : null;
    }

    private static string? Rate(string value) => ParseRate(value)?.ToString(CultureInfo.InvariantCulture);

    private static string? RatePair(string value)
    {
        int slash = value.IndexOf('/');
        if (slash < 0) return null;
        string? upload = Rate(value[..slash]);
        string? download = Rate(value[(slash + 1)..]);
        return upload is null || download is null ? null : $"{upload}/{download}";
    }

    private static string? Bool(string value) => value switch
    {
        "yes" or "true" => "true",
        "no" or "false" => "false",
        _ => null,
    };

    private static bool IsDuration(string value)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (value.Length > bytes.Length) return false;
        int length = Encoding.Latin1.GetBytes(value, bytes);
        return Value.TryDuration(bytes[..length], out _) || IsInteger(value);
    }

    private static bool IsInteger(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsDecimal(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
