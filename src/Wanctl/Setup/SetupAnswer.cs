using System.Globalization;

namespace Wanctl.Setup;

/// <summary>What a person has typed, in the spelling that the program uses; or what is wrong with it.</summary>
/// <param name="Value">The answer; empty where there is a problem.</param>
/// <param name="Problem">What was found and what was wanted; empty where the answer can be used.</param>
internal readonly record struct SetupAnswer(string Value, string Problem)
{
    /// <summary>An answer that can be used.</summary>
    public static SetupAnswer Of(string value) => new(value, "");

    /// <summary>An answer that cannot.</summary>
    public static SetupAnswer Wrong(string found, string wanted) => new("", $"found '{found}', wanted {wanted}");

    /// <summary>
    /// One of some words, in any case, by as many first letters as tell it from the others, or by its number in the
    /// list, from 1.
    /// </summary>
    public static SetupAnswer Choice(string text, IReadOnlyList<string> words)
    {
        string wanted = "one of " + string.Join(", ", words);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return number >= 1 && number <= words.Count ? Of(words[number - 1]) : Wrong(text, wanted);
        var begun = new List<string>();
        foreach (string word in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return Of(word);
            if (text.Length > 0 && word.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                begun.Add(word);
        }
        return begun.Count switch
        {
            1 => Of(begun[0]),
            0 => Wrong(text, wanted),
            _ => Wrong(text, $"more letters: {string.Join(" or ", begun)}"),
        };
    }

    /// <summary>The same for several words in a row, with blanks or commas between.</summary>
    public static SetupAnswer Choices(string text, IReadOnlyList<string> words)
    {
        var chosen = new List<string>();
        foreach (string word in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            SetupAnswer answer = Choice(word, words);
            if (answer.Problem.Length > 0)
                return answer;
            chosen.Add(answer.Value);
        }
        return chosen.Count == 0 ? Choice("", words) : Of(string.Join(' ', chosen));
    }

    /// <summary>Yes or no, by a letter too.</summary>
    public static SetupAnswer YesNo(string text)
    {
        SetupAnswer answer = char.IsAsciiDigit(text.Length > 0 ? text[0] : ' ')
            ? Wrong(text, "")
            : Choice(text, ["yes", "no"]);
        return answer.Problem.Length == 0 ? answer : Wrong(text, "yes or no");
    }

    /// <summary>
    /// A rate in Mbit/s: <c>940</c>, <c>940M</c>, <c>940 Mbit/s</c>, <c>0.94G</c>, <c>940000 kbit</c>.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="least">The least Mbit/s that is taken.</param>
    /// <param name="most">The most.</param>
    public static SetupAnswer Mbps(string text, double least, double most)
    {
        string wanted = string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most} (Mbit/s)");
        ReadOnlySpan<char> word = text.AsSpan().Trim();
        int end = 0;
        while (end < word.Length && (char.IsAsciiDigit(word[end]) || word[end] == '.'))
            end++;
        double factor = Factor(word[end..].Trim());
        bool fits = double.TryParse(
            word[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number);
        double mbps = number * factor;
        return fits && mbps >= least && mbps <= most
            ? Of(mbps.ToString("0.######", CultureInfo.InvariantCulture))
            : Wrong(text, wanted);
    }

    /// <summary>How many Mbit/s a unit is; NaN for none that is known. Speed tests show no bytes.</summary>
    private static double Factor(ReadOnlySpan<char> unit)
    {
        if (unit.IsEmpty)
            return 1;
        double factor = char.ToLowerInvariant(unit[0]) switch
        {
            'k' => 0.001,
            'm' => 1,
            'g' => 1000,
            _ => double.NaN,
        };
        ReadOnlySpan<char> rest = unit[1..].Trim();
        foreach (string word in (ReadOnlySpan<string>)["", "bit", "bits", "bit/s", "bits/s", "bps", "b/s"])
        {
            bool bytes = word is "b/s" && rest.StartsWith("B", StringComparison.Ordinal);
            if (rest.Equals(word, StringComparison.OrdinalIgnoreCase) && !bytes)
                return factor;
        }
        return double.NaN;
    }
}
