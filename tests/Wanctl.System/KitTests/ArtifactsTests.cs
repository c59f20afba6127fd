using System.IO;
using Wanctl.SystemTests.Kit;
using Xunit.Sdk;

namespace Wanctl.SystemTests.KitTests;

public sealed class ArtifactsTests
{
    private const string Variable = "WANCTL_KIT_TEST_BINARY";

    [Fact]
    public void The_environment_decides_first()
    {
        using TemporaryFolder folder = new();
        string binary = folder.Write("binary", "");
        Environment.SetEnvironmentVariable(Variable, binary);
        Assert.Equal(binary, Artifacts.Require(Variable, "wanctl.sln"));
        Environment.SetEnvironmentVariable(Variable, folder["missing"]);
        FailException failure = Assert.Throws<FailException>(() => Artifacts.Require(Variable, "wanctl.sln"));
        Assert.Contains(Variable, failure.Message, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    [Fact]
    public void Without_it_the_checkout_is_searched_and_what_is_missing_is_skipped_with_the_reason()
    {
        string found = Artifacts.Require("WANCTL_KIT_UNSET", "wanctl.sln");
        Assert.Equal(Path.Combine(Artifacts.Repository, "wanctl.sln"), found);
        // Assert.Throws lets a skip pass, so that it would skip this test.
        string? reason = null;
        try
        {
            Artifacts.Require("WANCTL_KIT_UNSET", "artifacts/none");
        }
        catch (SkipException skip)
        {
            reason = skip.Message;
        }
        Assert.NotNull(reason);
        Assert.Contains("artifacts/none has not been published", reason, StringComparison.Ordinal);
    }
}
