namespace Wanctl.Core.Settings;

/// <summary>
/// Names of a dry run's own files. It may run beside the daemon that acts, and what it learns of limits that were never
/// set must not become what a later daemon starts from.
/// </summary>
public static class DryRunFile
{
    /// <summary>What follows the name of the file that the daemon has.</summary>
    public const string Suffix = ".dry-run";

    /// <summary>The name for a dry run in place of this one.</summary>
    public static string Of(string path) => path + Suffix;
}
