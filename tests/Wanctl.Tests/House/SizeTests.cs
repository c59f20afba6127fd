namespace Wanctl.Tests.House;

/// <summary>Nothing grows past what one reader takes in at once.</summary>
public class SizeTests
{
    private const int FileLinesMax = 500;
    private const int FunctionLinesMax = 70;
    private const int ColumnsMax = 120;

    [Fact]
    public void A_file_has_at_most_500_lines()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src", "tests"))
        {
            if (file.Lines.Length > FileLinesMax)
                findings.Add($"{file.Path}: {file.Lines.Length} lines");
        }

        Rule.Holds(findings, "cut the file where its subject changes: another type, or a partial file Name.Topic.cs");
    }

    [Fact]
    public void A_function_has_at_most_70_lines()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src", "tests"))
        {
            foreach (Declaration found in DeclarationScanner.Scan(file.Code))
            {
                if (found.Kind == DeclarationKind.Function && found.Lines > FunctionLinesMax)
                    findings.Add($"{file.At(found.Position)}: {found.Name} has {found.Lines} lines");
            }
        }

        Rule.Holds(findings, "give the steps names: move each into a function that says what it does");
    }

    [Fact]
    public void A_line_has_at_most_120_columns()
    {
        var findings = new List<string>();
        foreach (string path in Repository.Files("", ".cs", ".csproj", ".props", ".targets", ".yaml", ".yml", ".sh"))
        {
            // YAML among the tests is what somebody else wrote, long lines and all.
            string relative = Repository.Relative(path);
            bool given = relative.StartsWith("tests/", StringComparison.Ordinal);
            if (given && System.IO.Path.GetExtension(path) is (".yaml" or ".yml"))
                continue;
            string[] lines = System.IO.File.ReadAllLines(path);
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Length > ColumnsMax)
                    findings.Add($"{relative}:{i + 1}: {lines[i].Length} columns");
            }
        }

        Rule.Holds(findings, "break the line, or name a part of the expression");
    }
}
