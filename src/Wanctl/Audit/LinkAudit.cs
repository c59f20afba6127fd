namespace Wanctl.Audit;

/// <summary>What an audit says about the link, or the steering, of one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Facts">What was read and is no fault, a line each.</param>
/// <param name="Findings">What was found; empty where all is well.</param>
internal sealed record LinkAudit(string Path, IReadOnlyList<string> Facts, IReadOnlyList<AuditFinding> Findings)
{
    /// <summary>Whether it is about steering between links, and not about a link.</summary>
    public bool Steers { get; init; }

    /// <summary>What was read of the link's router; null for this machine's kernel.</summary>
    public RouterSurvey? Router { get; init; }

    /// <summary>False where the link is not shaped, or not by wanctl; where steering could not work.</summary>
    public bool Sound
    {
        get
        {
            foreach (AuditFinding finding in Findings)
            {
                if (finding.Severity == AuditSeverity.Error)
                    return false;
            }
            return true;
        }
    }
}
