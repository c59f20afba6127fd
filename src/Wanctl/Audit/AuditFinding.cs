namespace Wanctl.Audit;

/// <summary>Something that an audit has found.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">The interface, queue, user or service that it is about.</param>
/// <param name="Found">What is there.</param>
/// <param name="Wanted">What should be there, and why.</param>
/// <param name="Commands">
/// What mends it, for a root shell or the router's terminal; empty where only the operator can know.
/// </param>
internal sealed record AuditFinding(
    AuditSeverity Severity, string Subject, string Found, string Wanted, IReadOnlyList<string> Commands)
{
    /// <summary>The finding in one line, as problems of a file are written.</summary>
    public override string ToString() =>
        $"{Severity.ToString().ToLowerInvariant()}: {Subject}: found {Found}, wanted {Wanted}";
}
