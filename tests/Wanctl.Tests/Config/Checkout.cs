using System.IO;

namespace Wanctl.Tests.Config;

/// <summary>Finds files of the checkout that the tests run in.</summary>
internal static class Checkout
{
    /// <summary>The full path of something in the checkout.</summary>
    public static string Find(params string[] parts)
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "wanctl.sln")))
            directory = Path.GetDirectoryName(directory);
        Assert.True(directory is not null, "the tests run outside a checkout: no wanctl.sln above the test binaries");
        return Path.Combine([directory, .. parts]);
    }
}
