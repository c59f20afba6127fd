namespace Wanctl.Audit;

/// <summary>How much a finding matters.</summary>
internal enum AuditSeverity
{
    /// <summary>Works; could be better.</summary>
    Notice,

    /// <summary>Works, but shapes wrongly or fights with something.</summary>
    Warning,

    /// <summary>The link is not shaped, or not by wanctl.</summary>
    Error,
}
