using System.Globalization;
using System.IO;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Wanctl.Logging;

/// <summary>
/// One line an event for people: time, importance, number, sentence. Under systemd the journal has the time and wants
/// the importance as a number in front (sd-daemon(3)).
/// </summary>
internal sealed class LineFormatter(bool forJournal) : ConsoleFormatter("line")
{
    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string sentence = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (forJournal)
        {
            textWriter.Write(Priority(logEntry.LogLevel));
        }
        else
        {
            textWriter.Write(DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
            textWriter.Write(Word(logEntry.LogLevel));
            textWriter.Write(' ');
        }
        textWriter.Write('[');
        textWriter.Write(logEntry.EventId.Id);
        textWriter.Write("] ");
        // A line is a line: what comes from outside must not be able to make two of it.
        textWriter.WriteLine(sentence.ReplaceLineEndings(" | "));
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
