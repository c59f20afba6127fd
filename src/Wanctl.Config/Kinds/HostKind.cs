using System.Net;

namespace Wanctl.Config.Kinds;

/// <summary>An address, or a name that is resolved at connect.</summary>
internal sealed class HostKind() : TextKind("an IPv4 or IPv6 address or a host name", 1, 253)
{
    protected override Verdict JudgeForm(string text)
    {
        if (AddressKind.TryParse(text, out IPAddress address)) return Verdict.Accept(address.ToString());
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
