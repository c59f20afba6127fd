namespace Wanctl.Config;

/// <summary>
/// Something in a configuration file that keeps it from being used. Never holds the value of a secret.
/// </summary>
/// <param name="File">The file as the operator named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
/// <param name="Path">The key, as <c>router.host</c> or <c>continuous_monitoring.ping_hosts[2]</c>; empty for the file
/// as a whole.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Wanted">What belongs there, or how to mend it.</param>
public sealed record Problem(string File, int Line, int Column, string Path, string Found, string Wanted)
{
    /// <summary>The problem in one line: <c>file:line:column: path: found X, wanted Y</c>.</summary>
    public override string ToString()
    {
        string path = Path.Length == 0 ? "" : $"{Path}: ";
        return FormattableString.Invariant($"{File}:{Line}:{Column}: {path}found {Found}, wanted {Wanted}");
    }
}
