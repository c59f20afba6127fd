using System.IO;

namespace Wanctl.Tests;

/// <summary>What reaches a terminal of text that somebody else has written.</summary>
public class PlainWriterTests
{
    [Theory]
    [InlineData("plain ü Ж 雪 🙂", "plain ü Ж 雪 🙂")]
    [InlineData("a\u001b[31mred", "a\\x1b[31mred")]
    [InlineData("\u009b2J\u0007\b\r\0", "\\x9b2J\\x07\\x08\\x0d\\x00")]
    [InlineData("a\u202Eb\u200Bc\u2028d\uFEFF", "a\\u202eb\\u200bc\\u2028d\\ufeff")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    public void What_could_do_harm_is_written_as_its_number(string text, string shown)
    {
        foreach (Action<TextWriter> write in (Action<TextWriter>[])
            [
                writer => writer.Write(text),
                writer => writer.Write(text.AsSpan()),
                writer => writer.Write(text.ToCharArray(), 0, text.Length),
                writer => writer.Write("{0}", text),
                writer =>
                {
                    foreach (char letter in text)
                        writer.Write(letter);
                },
            ])
        {
            using var target = new StringWriter();
            using (var writer = new PlainWriter(target))
                write(writer);
            Assert.Equal(shown, target.ToString());
        }
        using var lines = new StringWriter { NewLine = "\n" };
        using (var writer = new PlainWriter(lines))
            writer.WriteLine(text);
        Assert.Equal(shown + "\n", lines.ToString());
    }

    [Fact]
    public void Harmless_text_is_not_copied()
    {
        const string Text = "all is well";
        Assert.Same(Text, PlainWriter.Escape(Text));
    }
}
