using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using System.Diagnostics.CodeAnalysis;
using Wanctl.Config;

namespace Wanctl.Logging;

/// <summary>
/// Makes the daemon's log: the console logger of the framework, put together by hand because a container would weigh
/// half a megabyte.
/// </summary>
internal static class DaemonLog
{
    /// <summary>
    /// Lines that may wait for a slow reader; then lines are dropped, because a log must never hold anything up.
    /// </summary>
    private const int LinesWaiting = 1000;

    /// <summary>A factory that logs to standard output.</summary>
    public static ILoggerFactory Create(LogSettings settings)
    {
        // The journal reads priorities, of which text has none.
        bool journal = Environment.GetEnvironmentVariable("JOURNAL_STREAM") is not null;
        LogFormat format = settings.Format == LogFormat.Text && journal ? LogFormat.Systemd : settings.Format;
        ConsoleFormatter formatter =
            format == LogFormat.Json ? new JsonLineFormatter() : new LineFormatter(format);
        var options = new ConsoleLoggerOptions
        {
            // The provider looks it up among its formatters when it is made, and falls over any other name.
            FormatterName = formatter.Name,
            MaxQueueLength = LinesWaiting,
            QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite,
        };
        var provider = new ConsoleLoggerProvider(new FixedOptions<ConsoleLoggerOptions>(options), [formatter]);
        var filter = new LoggerFilterOptions { MinLevel = LevelOf(settings.Level) };
        return new LoggerFactory([provider], filter);
    }

    private static LogLevel LevelOf(LogThreshold threshold) => threshold switch
    {
        LogThreshold.Debug => LogLevel.Debug,
        LogThreshold.Warning => LogLevel.Warning,
        LogThreshold.Error => LogLevel.Error,
        _ => LogLevel.Information,
    };

    private sealed class FixedOptions<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(T value)
        : IOptionsMonitor<T>
    {
        public T CurrentValue => value;

        public T Get(string? name) => value;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
