using System.IO;
using System.Text.RegularExpressions;

namespace Wanctl.Tests.House;

/// <summary>Things are where their names say.</summary>
public partial class NameTests
{
    [Fact]
    public void A_file_holds_one_public_type_and_is_named_for_it()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src", "tests"))
            CheckTypes(file, findings);

        Rule.Holds(findings, "one public type a file; call the file Name.cs, or Name.Topic.cs for a part of it");
    }

    [Fact]
    public void Nothing_is_called_by_a_word_that_says_nothing()
    {
        var findings = new List<string>();
        foreach (string file in Repository.Files("src"))
            CheckPath(Repository.Relative(file), findings);
        foreach (string file in Repository.Files("tests"))
            CheckPath(Repository.Relative(file), findings);
        foreach (SourceFile file in Repository.Sources("src", "tests"))
        {
            foreach (Declaration found in DeclarationScanner.Scan(file.Code))
            {
                if (found.Kind == DeclarationKind.Type && Empty().IsMatch(found.Name))
                    findings.Add($"{file.At(found.Position)}: type {found.Name}");
            }
        }

        Rule.Holds(findings, "name it for what it is or does; if that takes an \"and\", it is two things");
    }

    [Theory]
    [InlineData("QueueManager", true)]
    [InlineData("StringUtils", true)]
    [InlineData("TestHelpers", true)]
    [InlineData("Common", true)]
    [InlineData("CommonMillis", false)]
    [InlineData("Managers", true)]
    [InlineData("Uncommon", false)]
    public void Empty_words_are_told_from_others(string name, bool empty) =>
        Assert.Equal(empty, Empty().IsMatch(name));

    private static void CheckTypes(SourceFile file, List<string> findings)
    {
        var top = new List<Declaration>();
        var open = new HashSet<string>();
        foreach (Declaration found in DeclarationScanner.Scan(file.Code))
        {
            if (found.Kind != DeclarationKind.Type || found.Depth > 0)
                continue;
            top.Add(found);
            if (found.Header.StartsWith("public ", StringComparison.Ordinal))
                open.Add(found.Name);
        }
        if (top.Count == 0)
            return;
        string subject = file.Name.Split('.')[0];
        if (open.Count > 1)
            findings.Add($"{file.Path}: public types {string.Join(", ", open)}");
        bool named = open.Count > 0 ? open.Contains(subject) : top.Exists(type => type.Name == subject);
        if (!named)
            findings.Add($"{file.Path}: holds {string.Join(", ", top.ConvertAll(type => type.Name))}");
    }

    private static void CheckPath(string path, List<string> findings)
    {
        foreach (string part in path.Split('/'))
        {
            if (Empty().IsMatch(Path.GetFileNameWithoutExtension(part)))
                findings.Add(path);
        }
    }

    [GeneratedRegex(@"(?:Utils?|Utility|Utilities|Helpers?|Managers?|Misc|^Common)(?:$|(?=[.]))")]
    private static partial Regex Empty();
}
