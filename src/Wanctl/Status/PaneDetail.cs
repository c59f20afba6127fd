namespace Wanctl.Status;

/// <summary>How much is drawn of a link, from all to what no page leaves out.</summary>
internal enum PaneDetail
{
    /// <summary>Everything.</summary>
    Bars,

    /// <summary>No bars.</summary>
    Reasons,

    /// <summary>No bars, and reasons only where a zone is unknown.</summary>
    Least,
}
