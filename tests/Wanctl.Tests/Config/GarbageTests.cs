using System.Linq;
using System.Text;
using Wanctl.Config;

namespace Wanctl.Tests.Config;

/// <summary>
/// Whatever stands in a file, the answer is settings or problems, never an exception. The seeds are fixed.
/// </summary>
public sealed class GarbageTests
{
    private static readonly string[] s_fragments =
    [
        ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "#", "&a ", "*a", "!!str ", "!", "|", ">", "'", "\"",
        "%YAML 1.2", "---", "...", "? ", "~", "null", "<<", "${", "${A", "}", "\t", "\r", "\u0000", "\u2028", "\ud800",
        "\ufeff", "é", "1e999", ".nan", "-", "\\x", "@", "`", "wan_name", "router", "password",
        "continuous_monitoring", "thresholds", "0",
    ];

    [Fact]
    public void Random_characters_give_problems()
    {
        Random random = new(1);
        for (int i = 0; i < 2000; i++)
        {
            StringBuilder text = new();
            for (int left = random.Next(40); left > 0; left--)
                text.Append(s_fragments[random.Next(s_fragments.Length)]);
            Check(text.ToString());
        }
    }

    [Fact]
    public void Random_bytes_give_problems()
    {
        Random random = new(2);
        byte[] bytes = new byte[200];
        for (int i = 0; i < 1000; i++)
        {
            random.NextBytes(bytes);
            Check(Encoding.Latin1.GetString(bytes));
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_gives_settings_or_problems()
    {
        for (int length = 0; length <= Sample.Text.Length; length++) Check(Sample.Text[..length]);
    }

    [Fact]
    public void A_file_with_pieces_replaced_gives_settings_or_problems()
    {
        Random random = new(3);
        for (int i = 0; i < 2000; i++)
        {
            StringBuilder text = new(Sample.Text);
            for (int edits = random.Next(1, 4); edits > 0; edits--)
            {
                int at = random.Next(text.Length);
                text.Remove(at, Math.Min(random.Next(6), text.Length - at));
                text.Insert(at, s_fragments[random.Next(s_fragments.Length)]);
            }
            Check(text.ToString());
        }
    }

    [Fact]
    public void A_file_with_lines_moved_gives_settings_or_problems()
    {
        Random random = new(4);
        string[] lines = Sample.Text.Split('\n');
        for (int i = 0; i < 1000; i++)
        {
            string[] shuffled = [.. lines];
            for (int swaps = random.Next(1, 5); swaps > 0; swaps--)
            {
                int a = random.Next(lines.Length), b = random.Next(lines.Length);
                (shuffled[a], shuffled[b]) = (shuffled[b], shuffled[a]);
            }
            Check(string.Join('\n', shuffled));
        }
    }

    private static void Check(string text)
    {
        LoadResult result = Sample.Load(text);
        Assert.Equal(result.File is null, result.Problems.Count > 0);
        string printed = string.Join('|', result.Problems.Select(problem => problem.ToString()));
        Assert.DoesNotContain(printed, c => char.IsControl(c) || c is '\u2028' or '\u2029');
        Assert.DoesNotContain(Sample.Password, printed, StringComparison.Ordinal);
        Assert.All(result.Problems, problem => Assert.True(problem.Line >= 1 && problem.Column >= 1));
    }
}
