using System.IO;
using System.Xml.Linq;

namespace Wanctl.Tests.House;

/// <summary>Who may know whom, as the project files say it.</summary>
public class ProjectTests
{
    [Theory]
    [InlineData("Wanctl.Core", "", "")]
    [InlineData("Wanctl.Wire", "", "")]
    [InlineData("Wanctl.Config", "Wanctl.Core", "YamlDotNet Vecc.YamlDotNet.Analyzers.StaticGenerator")]
    [InlineData("Wanctl.Simulation", "Wanctl.Core Wanctl.Wire", "")]
    [InlineData("Wanctl.Host", "Wanctl.Core Wanctl.Wire", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData(
        "Wanctl",
        "Wanctl.Core Wanctl.Wire Wanctl.Config Wanctl.Simulation Wanctl.Host",
        "Microsoft.Extensions.Logging.Console")]
    public void A_room_knows_only_the_rooms_and_packages_of_the_plan(string project, string rooms, string packages)
    {
        XDocument file = Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        var findings = new List<string>();
        foreach (string path in Included(file, "ProjectReference"))
        {
            string name = Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
            if (Array.IndexOf(rooms.Split(' '), name) < 0)
                findings.Add($"{project} references {name}");
        }
        foreach (string name in Included(file, "PackageReference"))
        {
            if (Array.IndexOf(packages.Split(' '), name) < 0)
                findings.Add($"{project} uses the package {name}");
        }

        Rule.Holds(findings, "move the code to a room that may; a package needs its reason in ARCHITECTURE.md");
    }

    [Fact]
    public void Every_room_is_in_the_plan()
    {
        var findings = new List<string>();
        string[] plan = ["Wanctl", "Wanctl.Core", "Wanctl.Wire", "Wanctl.Config", "Wanctl.Simulation", "Wanctl.Host"];
        foreach (string file in Repository.Files("src", ".csproj"))
        {
            if (Array.IndexOf(plan, Path.GetFileNameWithoutExtension(file)) < 0)
                findings.Add(Repository.Relative(file));
        }

        Rule.Holds(findings, "put the code into one of the rooms, or the room into the plan and into this test");
    }

    [Theory]
    [InlineData("Wanctl.Core")]
    [InlineData("Wanctl.Wire")]
    public void A_pure_room_keeps_the_targets_that_make_it_so(string project)
    {
        XDocument file = Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

        Assert.Contains(file.Descendants("Import"), import => Of(import, "Project") == "../../build/pure.targets");
        Assert.Contains(file.Descendants("AllowUnsafeBlocks"), allow => allow.Value == "false");
    }

    [Fact]
    public void No_file_of_the_build_adds_a_package_or_a_reference_behind_the_projects_back()
    {
        var findings = new List<string>();
        foreach (string path in Repository.Files("", ".props", ".targets"))
        {
            XDocument file = Load(path);
            foreach (string name in Included(file, "PackageReference"))
                findings.Add($"{Repository.Relative(path)}: package {name}");
            foreach (string name in Included(file, "ProjectReference"))
                findings.Add($"{Repository.Relative(path)}: project {name}");
        }

        Rule.Holds(findings, "references stand in the project that needs them, where everybody looks");
    }

    private static XDocument Load(string path) => XDocument.Load(path);

    private static IEnumerable<string> Included(XDocument file, string item)
    {
        foreach (XElement element in file.Descendants(item))
        {
            if (element.Attribute("Include") is { } include)
                yield return include.Value;
        }
    }

    private static string Of(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";
}
