using Microsoft.Extensions.Logging;

namespace Wanctl.Tests.Kit;

/// <summary>A log that keeps the texts of its lines.</summary>
internal sealed class LogLines(List<string> lines) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => lines.Add(formatter(state, exception));
}
