using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Wanctl.Config;
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
        Assert.Equal(wanted + "\n", Line(new LineFormatter(LogFormat.Systemd), level));

    [Fact]
    public void People_get_the_time_and_a_word()
    {
        string line = Line(new LineFormatter(LogFormat.Text), LogLevel.Warning);

        Assert.EndsWith("Z WARN  [1303] a | b\n", line, StringComparison.Ordinal);
        Assert.True(DateTime.TryParseExact(
            line[..24], "yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    [Fact]
    public void A_short_line_has_no_time_and_is_never_longer_than_RouterOS_shows()
    {
        string words = string.Join(' ', Enumerable.Range(100, 60)) + " " + new string('x', 200) + " end";

        string[] lines = Line(new LineFormatter(LogFormat.Brief), LogLevel.Warning, words).TrimEnd('\n').Split('\n');

        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, LineFormatter.ShortMax));
        Assert.StartsWith("W [1303] 100 101 ", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("W [1303] ... ", line, StringComparison.Ordinal));
        string told = string.Concat(lines.Select(line => line["W [1303] ".Length..].Replace("... ", "")));
        Assert.Equal(words.Replace(" ", ""), told.Replace(" ", ""));
        Assert.Equal("I [1303] a | b\n", Line(new LineFormatter(LogFormat.Brief), LogLevel.Information));
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

    private static string Line(ConsoleFormatter formatter, LogLevel level, string sentence = "a\nb")
    {
        using var text = new StringWriter { NewLine = "\n" };
        var entry = new LogEntry<string>(level, "wanctl", new EventId(1303), sentence, null, (words, _) => words);
        formatter.Write(in entry, null, text);
        return text.ToString();
    }
}
