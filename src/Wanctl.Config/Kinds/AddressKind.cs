using System.Net;
using System.Net.Sockets;

namespace Wanctl.Config.Kinds;

/// <summary>
/// An IPv4 or IPv6 address of one host, written as an address: names would need a resolver, which is what fails first
/// when a
/// line does.
/// </summary>
internal sealed class AddressKind(bool mayBeEmpty = false, bool mayBeAny = false)
    : TextKind("an IPv4 or IPv6 address" + (mayBeEmpty ? ", or \"\" for none" : ""), mayBeEmpty ? 0 : 1, 64)
{
    protected override Verdict JudgeForm(string text)
    {
        if (text.Length == 0) return Verdict.Accept(text);
        if (!TryParse(text, out IPAddress address)) return Verdict.Refuse(Why(text));
        bool isAny = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        if (isAny && !mayBeAny) return Verdict.Refuse("the address of no host");
        if (IsGroup(address)) return Verdict.Refuse("the address of a group, not of one host");
        return Verdict.Accept(address.ToString());
    }

    /// <summary>
    /// Parses a literal strictly: four decimal numbers, or IPv6 without brackets and zone. An IPv4 address in IPv6's
    /// clothes (<c>::ffff:192.0.2.1</c>) is the IPv4 address: nothing with the other spelling is ever on the wire.
    /// </summary>
    public static bool TryParse(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (!IPAddress.TryParse(text, out IPAddress? parsed)) return false;
        address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;

        // The framework also takes "1", "0x7f.1" and "010.0.0.1"; the normal spelling is the only one that people
        // agree on.
        return parsed.AddressFamily == AddressFamily.InterNetwork
            ? parsed.ToString() == text
            : !text.AsSpan().ContainsAny('[', ']', '%');
    }

    private static bool IsGroup(IPAddress address) =>
        address.IsIPv6Multicast || address.Equals(IPAddress.Broadcast)
        || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] is >= 224 and < 240);

    private static string Why(string text)
    {
        if (text[0] == '-') return "a leading '-' reads as an option";
        if (text.Contains(':')) return text.Contains('%') ? "a zone belongs into router.host alone" : "";
        return char.IsAsciiLetter(text[^1]) ? "a name, not an address" : "";
    }
}
