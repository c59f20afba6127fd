using System.Globalization;
using System.IO;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Wanctl.Config;

namespace Wanctl.Logging;

/// <summary>
/// One line an event for people: time, importance, number, sentence. Under systemd the journal has the time and wants
/// the importance as a number in front (sd-daemon(3)). A short line has no time, and what is longer than
/// <see cref="ShortMax"/> goes on in the next: RouterOS has the time, and cuts lines.
/// </summary>
/// <param name="format">The shape; JSON is another formatter's.</param>
internal sealed class LineFormatter(LogFormat format) : ConsoleFormatter("line")
{
    /// <summary>
    /// Characters of a short line. RouterOS shows 179, and puts the container's name before them.
    /// </summary>
    public const int ShortMax = 150;

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        // A line is a line: what comes from outside must not be able to make two of it.
        string sentence = logEntry.Formatter(logEntry.State, logEntry.Exception).ReplaceLineEndings(" | ");
        string number = logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture);
        switch (format)
        {
            case LogFormat.Brief:
                WriteShort($"{Word(logEntry.LogLevel)[0]} [{number}] ", sentence, textWriter);
                break;
            case LogFormat.Systemd:
                textWriter.WriteLine($"{Priority(logEntry.LogLevel)}[{number}] {sentence}");
                break;
            default:
                textWriter.Write(DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
                textWriter.WriteLine($"{Word(logEntry.LogLevel)} [{number}] {sentence}");
                break;
        }
    }

    /// <summary>Folds a sentence between words, or within one that is longer than a line.</summary>
    private static void WriteShort(string head, string sentence, TextWriter textWriter)
    {
        const string Onward = "... ";
        string begin = head;
        while (begin.Length + sentence.Length > ShortMax)
        {
            int room = ShortMax - begin.Length;
            int space = sentence.LastIndexOf(' ', room);
            int end = space > 0 ? space : room;
            textWriter.WriteLine(string.Concat(begin, sentence.AsSpan(0, end)));
            sentence = sentence[end..].TrimStart(' ');
            begin = head + Onward;
        }
        textWriter.WriteLine(begin + sentence);
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Error or LogLevel.Critical => "ERROR",
        LogLevel.Warning => "WARN ",
        LogLevel.Information => "INFO ",
        _ => "DEBUG",
    };

    private static string Priority(LogLevel level) => level switch
    {
        LogLevel.Critical => "<2>",
        LogLevel.Error => "<3>",
        LogLevel.Warning => "<4>",
        LogLevel.Information => "<6>",
        _ => "<7>",
    };
}
