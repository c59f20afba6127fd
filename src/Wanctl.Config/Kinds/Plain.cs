namespace Wanctl.Config.Kinds;

/// <summary>How unquoted words are taken that different readers of YAML take differently.</summary>
internal static class Plain
{
    /// <summary>The booleans of YAML 1.1, in its three spellings each; YAML 1.2 has only true and false.</summary>
    public static bool? Boolean(string text) => text switch
    {
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => false,
        _ => null,
    };

    /// <summary>
    /// Whether a text is a decimal number that every reader of YAML takes as the same: an optional sign, digits without
    /// a
    /// leading zero, an optional fraction, an optional exponent.
    /// </summary>
    public static bool IsNumber(string text)
    {
        int at = text is ['+' or '-', ..] ? 1 : 0;
        int whole = Digits(text, ref at);
        if (whole > 1 && text[at - whole] == '0') return false;

        int fraction = 0;
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
        }
        if (whole + fraction == 0) return false;
        if (at == text.Length) return true;

        if (text[at++] is not ('e' or 'E')) return false;
        if (at < text.Length && (text[at] is '+' or '-')) at++;
        return Digits(text, ref at) > 0 && at == text.Length;
    }

    /// <summary>Why a text that should be a number is none; empty when there is nothing to explain.</summary>
    public static string WhyNoNumber(string text, bool quoted)
    {
        if (quoted) return "text, by its quotes";
        if (Boolean(text) is not null) return "a boolean";
        string unsigned = text.TrimStart('+', '-');
        if (unsigned is ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF") return "not finite";
        if (unsigned is not [>= '0' and <= '9', ..]) return "";
        if (text.Contains('_')) return "some readers of YAML drop the underscore, others do not";
        if (text.Contains(',')) return "a decimal comma; write a point";
        if (text.Contains(':')) return "base 60 to some readers of YAML";
        if (unsigned is ['0', 'x' or 'X' or 'o' or 'O' or 'b' or 'B', ..]) return "not decimal";
        if (unsigned is ['0', >= '0' and <= '9', ..]) return "octal to some readers of YAML";
        return char.IsAsciiLetter(text[^1]) ? "write the number without a unit" : "";
    }

    private static int Digits(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at - start;
    }
}
