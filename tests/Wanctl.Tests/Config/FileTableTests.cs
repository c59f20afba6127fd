using System.IO;
using System.Linq;
using Wanctl.Config;

namespace Wanctl.Tests.Config;

/// <summary>
/// Whole files with what must be said of them: each line that begins with <c>#! </c> is a problem (in <c>invalid</c>)
/// or a warning (in <c>valid</c>), in the order in which they are printed.
/// </summary>
public sealed class FileTableTests
{
    private const string Mark = "#! ";

    public static TheoryData<string> Valid => Names("valid");

    public static TheoryData<string> Invalid => Names("invalid");

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_file_loads_with_these_warnings(string name)
    {
        (string[] expected, LoadResult result) = Load("valid", name);
        Assert.Empty(result.Problems);
        Assert.NotNull(result.File);
        Assert.Equal(expected, result.Warnings.Select(warning => warning.ToString()));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void An_invalid_file_is_refused_with_all_these_problems(string name)
    {
        (string[] expected, LoadResult result) = Load("invalid", name);
        Assert.Equal(expected, result.Problems.Select(problem => problem.ToString()));
        Assert.Null(result.File);
        Assert.NotEmpty(expected);
    }

    private static (string[] Expected, LoadResult Result) Load(string folder, string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder(folder), name));
        string[] expected =
        [
            .. text.Split('\n').Where(line => line.StartsWith(Mark, StringComparison.Ordinal))
                .Select(line => name + ":" + line[Mark.Length..]),
        ];
        return (expected, ConfigLoader.Parse(text, name, Sample.Environment));
    }

    private static TheoryData<string> Names(string folder) =>
        [.. Directory.GetFiles(Folder(folder), "*.yaml").Select(path => Path.GetFileName(path)).Order()];

    private static string Folder(string name) => Checkout.Find("tests", "Wanctl.Tests", "Config", "Files", name);
}
