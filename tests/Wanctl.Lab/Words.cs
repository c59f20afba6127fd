using System.Globalization;

namespace Wanctl.Lab;

/// <summary>The words behind a verb: options with a value each, and plain words in their order.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _plain = [];

    /// <summary>Takes them apart.</summary>
    public Words(ReadOnlySpan<string> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                _plain.Add(words[i]);
            else if (i + 1 < words.Length)
                _options[words[i][2..]] = words[++i];
            else
                throw new LabException($"{words[i]}: found nothing where its value belongs");
        }
    }

    /// <summary>The plain words.</summary>
    public IReadOnlyList<string> Plain => _plain;

    /// <summary>A plain word that has to be there.</summary>
    public string Need(int index, string what) =>
        index < _plain.Count ? _plain[index] : throw new LabException($"found nothing where {what} belongs");

    /// <summary>An option, or null.</summary>
    public string? Text(string option) => _options.GetValueOrDefault(option);

    /// <summary>An option that is a number.</summary>
    public double Number(string option, double otherwise) =>
        Text(option) is { } text ? ToNumber("--" + option, text) : otherwise;

    /// <summary>A text as a number.</summary>
    public static double ToNumber(string what, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
            ? number
            : throw new LabException($"{what}: found '{text}', wanted a number");
}
