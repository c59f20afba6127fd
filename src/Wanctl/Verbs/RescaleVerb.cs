using System.Text;
using System.Globalization;
using System.IO;
using Wanctl.Config;
using Wanctl.Config.Rescaling;
using Wanctl.Core.Units;

namespace Wanctl.Verbs;

/// <summary><c>wanctl rescale</c>: the same file for another cycle interval.</summary>
internal static class RescaleVerb
{
    private const string Usage = "wanctl rescale --interval 100ms CONFIG [-o FILE]";

    public static int Execute(string[] args)
    {
        string? path = null, target = null, interval = null;
        for (int i = 0; i < args.Length; i++)
        {
            string word = args[i];
            if (word is "--interval" or "-o" && i + 1 == args.Length)
                return Help.Misused($"{word} without a value", Usage);
            if (word == "--interval")
                interval = args[++i];
            else if (word == "-o")
                target = args[++i];
            else if (word.StartsWith('-'))
                return Help.Misused(CommandWords.NoOption("rescale", word), Usage);
            else if (path is not null)
                return Help.Misused("rescale with two files", Usage);
            else
                path = word;
        }
        if (path is null || interval is null)
            return Help.Misused(path is null ? "rescale without a file" : "rescale without --interval", Usage);
        if (!TryInterval(interval, out Duration wanted))
            return Help.Misused($"--interval: found '{interval}'", "a time such as 100ms or 0.25s");
        return Convert(path, wanted, target);
    }

    /// <summary>Reads a time with its unit, ms or s.</summary>
    internal static bool TryInterval(string text, out Duration interval)
    {
        bool millis = text.EndsWith("ms", StringComparison.Ordinal);
        bool unit = millis || text.EndsWith('s');
        ReadOnlySpan<char> number = unit ? text.AsSpan(0, text.Length - (millis ? 2 : 1)) : "";
        interval = default;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            return false;
        double seconds = millis ? value / 1000 : value;
        if (!(seconds is > 0 and <= 3600))
            return false;
        interval = Duration.FromSeconds(seconds);
        return true;
    }

    /// <summary>A file gets the text to the last byte; a terminal gets it without what could do harm.</summary>
    private static void Print(string text)
    {
        if (!Console.IsOutputRedirected)
        {
            Console.Out.Write(text);
            return;
        }
        using Stream exact = Console.OpenStandardOutput();
        exact.Write(Encoding.UTF8.GetBytes(text));
    }

    private static int Convert(string path, Duration interval, string? target)
    {
        RescaleResult result = Rescaler.Load(path, interval);
        foreach (Problem problem in result.Problems)
            Console.Error.WriteLine(problem);
        if (result.Text is not { } text)
            return ExitCode.Configuration;
        foreach (RescaledValue change in result.Changes)
            Console.Error.WriteLine(change);
        foreach (Warning loss in result.Losses)
            Console.Error.WriteLine($"warning: {loss}");
        if (target is null)
        {
            Print(text);
            return ExitCode.Fine;
        }
        try
        {
            Save(target, text);
            return ExitCode.Fine;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{target}:1: found no writable file ({exception.Message}), wanted one");
            return ExitCode.Configuration;
        }
    }

    /// <summary>Such a file may hold a password, so a file that is made here is its owner's alone.</summary>
    private static void Save(string path, string text)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
