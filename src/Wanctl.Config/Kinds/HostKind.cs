using System.Net;

namespace Wanctl.Config.Kinds;

/// <summary>An address, or a name that is resolved at connect.</summary>
internal sealed class HostKind() : TextKind("an IPv4 or IPv6 address or a host name", 1, 253)
{
    protected override Verdict JudgeForm(string text)
    {
        int zone = text.IndexOf('%', StringComparison.Ordinal);
        if (AddressKind.TryParse(zone < 0 ? text : text[..zone], out IPAddress address))
            return JudgeAddress(address, zone < 0 ? "" : text[zone..]);
        if (text[0] == '-') return Verdict.Refuse("a leading '-' reads as an option");

        string name = text[^1] == '.' ? text[..^1] : text;
        string[] labels = name.Split('.');
        foreach (string label in labels)
        {
            if (!IsLabel(label)) return Verdict.Refuse();
        }

        // A name whose last label is a number is an address gone wrong, such as 10.0.0.256.
        return char.IsAsciiDigit(labels[^1][0]) ? Verdict.Refuse() : Verdict.Accept(text);
    }

    /// <summary>
    /// A link-local address exists once for each interface, and only its zone says which one is meant.
    /// </summary>
    private static Verdict JudgeAddress(IPAddress address, string zone)
    {
        if (!address.IsIPv6LinkLocal)
        {
            return zone.Length == 0
                ? Verdict.Accept(address.ToString())
                : Verdict.Refuse("only a link-local IPv6 address has a zone");
        }
        if (zone.Length == 0)
            return Verdict.Refuse($"a link-local address needs the interface that leads to it, as {address}%eth0");
        return IsInterface(zone[1..])
            ? Verdict.Accept(address + zone)
            : Verdict.Refuse("a zone is an interface's name of 1 to 15 characters, or its number");
    }

    /// <summary>What the kernel takes as the name of an interface.</summary>
    private static bool IsInterface(string name)
    {
        if (name.Length is 0 or > 15 || name is "." or "..") return false;
        foreach (char c in name)
        {
            if (c is <= ' ' or > '~' or '/' or ':' or '%') return false;
        }
        return true;
    }

    private static bool IsLabel(string label)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') return false;
        foreach (char c in label)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) return false;
        }
        return true;
    }
}
