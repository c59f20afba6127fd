using System.IO;
using Wanctl.Simulate;

namespace Wanctl.Scenarios.Tunnel;

/// <summary>Where the recordings are that may not be passed on.</summary>
internal static class Recordings
{
    /// <summary>
    /// What WANCTL_TRACES names, else shared/data/traces beside the checkout or above it; a folder that may not exist.
    /// </summary>
    public static string Folder()
    {
        if (Environment.GetEnvironmentVariable(RecordedFolder.Variable) is { Length: > 0 } named)
            return named;
        string beside = Path.Combine("shared", "data", "traces");
        for (string? at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Directory.Exists(Path.Combine(at, beside)))
                return Path.Combine(at, beside);
        }
        return beside;
    }
}
