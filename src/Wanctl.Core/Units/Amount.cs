using System.Globalization;

namespace Wanctl.Core.Units;

/// <summary>Numbers of things in words for people: "1 write", "2 writes".</summary>
public static class Amount
{
    /// <summary>The number and the noun in its form.</summary>
    /// <param name="number">How many.</param>
    /// <param name="one">The noun of one.</param>
    public static string Of(long number, string one) => $"{Text(number)} {Noun(number, one)}";

    /// <summary>A number that need not be whole, with three places at most, and the noun in its form.</summary>
    public static string Of(double number, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0.###} {(number == 1 ? one : Noun(2, one))}");

    /// <summary>The number of a part, and of a whole with its noun: "1 of 3 rows".</summary>
    public static string Of(long part, long whole, string one) => $"{Text(part)} of {Of(whole, one)}";

    /// <summary>The noun alone, for a number that stands elsewhere.</summary>
    public static string Noun(long number, string one) => number == 1 ? one
        : Softens(one) ? one[..^1] + "ies"
        : one + (Hisses(one) ? "es" : "s");

    private static bool Softens(string noun) =>
        noun[^1] == 'y' && noun.Length > 1 && noun[^2] is not ('a' or 'e' or 'i' or 'o' or 'u');

    private static bool Hisses(string noun) => noun[^1] is 's' or 'x' or 'o'
        || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
