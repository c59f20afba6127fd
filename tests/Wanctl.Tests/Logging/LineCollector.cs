using System.IO;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Wanctl.Tests.Logging;

/// <summary>A log in memory: the sentences, or through a formatter the bytes that they would be.</summary>
/// <param name="formatter">The shape whose bytes are counted; null for none.</param>
internal sealed class LineCollector(ConsoleFormatter? formatter = null) : ILogger
{
    public List<string> Texts { get; } = [];

    public long Bytes { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> sentence)
    {
        if (formatter is null)
        {
            Texts.Add(sentence(state, exception));
            return;
        }
        var entry = new LogEntry<TState>(logLevel, "wanctl", eventId, state, exception, sentence);
        using var text = new StringWriter();
        formatter.Write(in entry, null, text);
        Bytes += Encoding.UTF8.GetByteCount(text.ToString());
    }
}
