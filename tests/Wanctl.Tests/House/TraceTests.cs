using System.IO;
using System.Text.RegularExpressions;

namespace Wanctl.Tests.House;

/// <summary>What is in the repository works on any machine and gives away none.</summary>
public partial class TraceTests
{
    [Fact]
    public void No_file_names_a_path_of_the_machine_it_was_written_on()
    {
        var findings = new List<string>();
        foreach (string path in Repository.Files())
        {
            string[] lines = File.ReadAllLines(path);
            for (int i = 0; i < lines.Length; i++)
            {
                if (MachinePath().Match(lines[i]) is { Success: true } match)
                    findings.Add($"{Repository.Relative(path)}:{i + 1}: {match.Value}");
            }
        }

        Rule.Holds(findings, "derive the path from the repository's root, or take it as an argument");
    }

    [Fact]
    public void Packages_come_from_the_public_source_and_no_other_is_named()
    {
        var findings = new List<string>();
        foreach (string path in Repository.Files())
        {
            string[] lines = File.ReadAllLines(path);
            for (int i = 0; i < lines.Length; i++)
            {
                if (Registry().Match(lines[i]) is { Success: true } match)
                    findings.Add($"{Repository.Relative(path)}:{i + 1}: {match.Value}");
            }
        }

        Rule.Holds(findings, "leave the source of packages to the machine's own configuration");
    }

    [Theory]
    [InlineData("cd /wo", "rk/main", true)]
    [InlineData("/ro", "ot/.nuget", true)]
    [InlineData("/home/", "jane/src", true)]
    [InlineData("https://example.org/wo", "rk/a", false)]
    [InlineData("src/wo", "rk/a", false)]
    [InlineData("/run/wanctl", "/a.lock", false)]
    public void A_machine_path_is_told_from_others(string start, string end, bool found) =>
        Assert.Equal(found, MachinePath().IsMatch(start + end));

    [Theory]
    [InlineData("https://ne", "xus.example/repository/nuget/index.json", true)]
    [InlineData("http://10.1.2.3:8081/arti", "factory/api/pypi", true)]
    [InlineData("https://api.nuget.org/v3", "/index.json", false)]
    public void A_private_registry_is_told_from_the_public_one(string start, string end, bool found) =>
        Assert.Equal(found, Registry().IsMatch(start + end));

    [GeneratedRegex(@"(?<![\w.:/-])/(?:work|root|workspace|home/[a-z]\w*|Users/\w+)/[\w.]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://(?!api\.nuget\.org)[\w.:-]*(?:/\S*)?"
        + @"\b(?:nexus|artifactory|nuget|pypi|npm|goproxy)\b\S*")]
    private static partial Regex Registry();
}
