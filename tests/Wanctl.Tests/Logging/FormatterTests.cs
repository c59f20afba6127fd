using System.Globalization;
using System.IO;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Wanctl.Logging;

namespace Wanctl.Tests.Logging;

public sealed class FormatterTests
{
    [Theory]
    [InlineData(LogLevel.Error, "<3>[1303] a | b")]
    [InlineData(LogLevel.Warning, "<4>[1303] a | b")]
    [InlineData(LogLevel.Information, "<6>[1303] a | b")]
    [InlineData(LogLevel.Debug, "<7>[1303] a | b")]
    public void Systemd_gets_the_priority_and_one_line(LogLevel level, string wanted) =>
        Assert.Equal(wanted + "\n", Line(new LineFormatter(forJournal: true), level));

    [Fact]
    public void People_get_the_time_and_a_word()
    {
        string line = Line(new LineFormatter(forJournal: false), LogLevel.Warning);

        Assert.EndsWith("Z WARN  [1303] a | b\n", line, StringComparison.Ordinal);
        Assert.True(DateTime.TryParseExact(
            line[..24], "yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    [Fact]
    public void Machines_get_one_object_a_line()
    {
        string line = Line(new JsonLineFormatter(), LogLevel.Error);

        Assert.Equal(1, line.Split('\n').Length - 1);
        using var json = JsonDocument.Parse(line);
        Assert.Equal(
            ("ERROR", 1303, "a\nb"),
            (json.RootElement.GetProperty("level").GetString(), json.RootElement.GetProperty("event").GetInt32(),
                json.RootElement.GetProperty("message").GetString()));
    }

    private static string Line(ConsoleFormatter formatter, LogLevel level)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(level, "wanctl", new EventId(1303), "a\nb", null, (words, _) => words);
        formatter.Write(in entry, null, text);
        return text.ToString();
    }
}
