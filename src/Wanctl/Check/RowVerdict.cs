namespace Wanctl.Check;

/// <summary>What a row of the consistency table says.</summary>
internal enum RowVerdict
{
    /// <summary>As expected.</summary>
    Ok,

    /// <summary>Otherwise than usual; it runs, and may be meant so.</summary>
    Look,

    /// <summary>It cannot run so, or does not do what the file says.</summary>
    Wrong,
}
