using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.Bench;

/// <summary>Sizes of what <c>build/publish</c> has made, beside the budget in <c>build/sizes.txt</c>.</summary>
internal static class FilesBench
{
    public static void Run(FigureTable table)
    {
        string root = Artifacts.Repository;
        foreach (string line in File.ReadLines(Path.Combine(root, "build", "sizes.txt")))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0].StartsWith('#'))
                continue;
            var file = new FileInfo(Path.Combine(root, "artifacts", words[0]));
            double limit = double.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
            if (file.Exists)
                table.AtMost(words[0], file.Length / 1e6, limit / 1e6, "MB");
            else
                FigureTable.Skip(words[0], "not published");
        }
    }
}
