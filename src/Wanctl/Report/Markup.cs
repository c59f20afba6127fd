using System.Globalization;
using System.Text;
using Wanctl.Core.Units;

namespace Wanctl.Report;

/// <summary>Text and numbers as a page needs them.</summary>
internal static class Markup
{
    /// <summary>A text fit for an element or a quoted attribute; control characters become spaces.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ => safe.Append(char.IsControl(letter) || letter >= '\ufffe' ? ' ' : letter),
            };
        }
        return safe.ToString();
    }

    /// <summary>A name that may serve as an anchor.</summary>
    public static string Anchor(string text)
    {
        var safe = new StringBuilder("s-");
        foreach (char letter in text)
            safe.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        return safe.ToString();
    }

    /// <summary>Three digits, which is enough to see a change; a dash where there is no number.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.NaN => "-",
        double.PositiveInfinity => value > 0 ? "never" : "-",
        < 0.0005 => "0",
        < 0.095 => Text(value, "0.###"),
        < 9.995 => Text(value, "0.##"),
        < 99.95 => Text(value, "0.#"),
        _ => Text(value, "0"),
    };

    /// <summary>A share as a percentage, without the sign.</summary>
    public static string Percent(double share) => Number(share * 100);

    /// <summary>A rate in Mbit/s, without unit.</summary>
    public static string Mbps(Rate rate) => Number(rate.Mbps);

    /// <summary>A moment on the time axis: seconds, or minutes and seconds on a long one.</summary>
    public static string Moment(double seconds, bool minutes)
    {
        if (!minutes)
            return Text(seconds, "0.##");
        int whole = (int)seconds;
        return whole >= 3600
            ? FormattableString.Invariant($"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}")
            : FormattableString.Invariant($"{whole / 60}:{whole % 60:00}");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
