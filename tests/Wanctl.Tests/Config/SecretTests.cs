using System.Linq;
using System.Text;
using Wanctl.Config;

namespace Wanctl.Tests.Config;

public sealed class SecretTests
{
    private const string Secret = "hunter2-correct-horse";

    [Theory]
    [InlineData("router:\n  password: hunter2-correct-horse")]
    [InlineData("router:\n  password: [hunter2-correct-horse]")]
    [InlineData("router:\n  password: {hunter2-correct-horse: hunter2-correct-horse}")]
    [InlineData("router:\n  password: \"hunter2-correct-horse\\n\"")]
    [InlineData("router:\n  password: !hunter2-correct-horse")]
    [InlineData("router:\n  password: !hunter2-correct-horse x")]
    [InlineData("router:\n  password: &hunter2-correct-horse x")]
    [InlineData("router:\n  password: *hunter2-correct-horse")]
    [InlineData("router:\n  password: *[hunter2-correct-horse]")]
    [InlineData("router:\n  password: '*hunter2-correct-horse")]
    [InlineData("router:\n  password: @hunter2-correct-horse")]
    [InlineData("router:\n  password: %hunter2-correct-horse")]
    [InlineData("router:\n  password: hunter2-correct-horse: x")]
    [InlineData("router:\n  password: hunter2-correct-horse${")]
    [InlineData("router:\n  password: ${hunter2-correct-horse}")]
    [InlineData("router:\n  password: \"\\hunter2-correct-horse\"")]
    [InlineData("router:\n  password:hunter2-correct-horse")]
    [InlineData("router:\n  password:hunter2-correct-horse\n  host: x")]
    [InlineData("router: {password:hunter2-correct-horse, host: x}")]
    [InlineData("password:hunter2-correct-horse")]
    [InlineData("pasword: hunter2-correct-horse")]
    [InlineData("router: hunter2-correct-horse")]
    [InlineData("router:\n  password: yes # hunter2-correct-horse")]
    [InlineData("router:\n  password: ${FROM_ENVIRONMENT}")]
    [InlineData("router:\n  password: ${FROM_ENVIRONMENT_WITH_BREAK}")]
    [InlineData("router:\n  password: ${NOT_SET:-hunter2-correct-horse}")]
    [InlineData("router:\n  ssh_key: hunter2-correct-horse")]
    public void A_secret_is_never_printed_however_the_file_is_broken(string text)
    {
        LoadResult result = ConfigLoader.Parse(text, "wan.yaml", Environment);
        Assert.DoesNotContain("hunter2", Printed(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Secret)]
    [InlineData("${FROM_ENVIRONMENT}")]
    public void A_secret_that_works_prints_as_three_stars(string value)
    {
        LoadResult result = ConfigLoader.Parse(Sample.With("${ROUTER_PASSWORD}", value), "wan.yaml", Environment);
        Assert.Equal(Secret, result.File?.Link.Router.Password.Reveal());
        Assert.Equal("***", Sample.Value(result, "router.password")?.Value);
        Assert.DoesNotContain("hunter2", Printed(result), StringComparison.Ordinal);
    }

    private static string? Environment(string name) => name switch
    {
        "FROM_ENVIRONMENT" => Secret,
        "FROM_ENVIRONMENT_WITH_BREAK" => Secret + "\n",
        _ => null,
    };

    private static string Printed(LoadResult result) => new StringBuilder()
        .AppendJoin('\n', result.Problems.Select(problem => problem.ToString()))
        .AppendJoin('\n', result.Warnings.Select(warning => warning.ToString()))
        .AppendJoin('\n', result.Values)
        .Append(result.File)
        .ToString();
}
