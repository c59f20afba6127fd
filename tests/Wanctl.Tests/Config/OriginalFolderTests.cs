using System.IO;
using System.Linq;
using Wanctl.Config;

namespace Wanctl.Tests.Config;

/// <summary>
/// A folder as a user of the original has it. What must change is named with its place and its other form; with those
/// lines changed, and no others, the files run.
/// </summary>
public sealed class OriginalFolderTests
{
    /// <summary>File, line, what the line is to become (empty: it goes), and what the message must say of it.</summary>
    public static TheoryData<string, (int Line, string Form, string Says)[]> Changes => new()
    {
        {
            "spectrum",
            [
                (6, "  transport: api", "wanted api or api-ssl or linux-cake"),
                (8, "", "remove the key, or write 8728 (api) or 8729 (api-ssl)"),
                (46, "  ping_hosts: [1.1.1.1, 208.67.222.222, 9.9.9.9]", "wanted an IPv4 or IPv6 address"),
            ]
        },
        {
            "att",
            [
                (3, "router:\n  password: ${ROUTER_PASSWORD}", "wanted a password, best as ${NAME} from"),
                (4, "  transport: api", "wanted api or api-ssl or linux-cake"),
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Each_line_that_must_change_is_named_and_no_other(
        string name, (int Line, string Form, string Says)[] changes)
    {
        LoadResult result = Load(name, Text(name));

        string[] told =
        [
            .. result.Problems.Select(problem => problem.ToString()),
            // A key that has no use here may stay; every other warning is about a line that wants a change.
            .. result.Warnings.Select(warning => warning.ToString()).Where(text => !text.Contains("not used:")),
        ];
        Assert.Equal(changes.Length, told.Length);
        foreach ((int line, _, string says) in changes)
            Assert.Contains(told, text => text.StartsWith($"{name}.yaml:{line}:") && text.Contains(says));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void With_these_lines_changed_it_runs(string name, (int Line, string Form, string Says)[] changes)
    {
        string[] lines = Text(name).Split('\n');
        foreach ((int line, string form, _) in changes)
            lines[line - 1] = form;

        LoadResult result = Load(name, string.Join('\n', lines));

        Assert.Empty(result.Problems);
        Assert.NotNull(result.File);
        Assert.All(result.Warnings, warning => Assert.Contains("not used:", warning.ToString()));
    }

    [Fact]
    public void The_steering_file_of_such_a_folder_loads_or_is_told_line_by_line()
    {
        LoadResult result = Load("steering", Text("steering"));

        Assert.All(
            result.Problems, problem => Assert.Matches(@"^steering\.yaml:\d+:\d+: .*wanted ", problem.ToString()));
        Assert.DoesNotContain(result.Problems, problem => problem.ToString().Contains("an unknown key"));
    }

    private static LoadResult Load(string name, string text) =>
        ConfigLoader.Parse(text, name + ".yaml", Sample.Environment);

    private static string Text(string name) =>
        File.ReadAllText(Checkout.Find("tests", "Wanctl.Tests", "Config", "Files", "original", name + ".yaml"));
}
