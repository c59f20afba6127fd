namespace Wanctl.Host.Router;

/// <summary>Why there is no connection.</summary>
internal enum RetryKind
{
    /// <summary>None could be made.</summary>
    Unreachable,

    /// <summary>One was made and ended.</summary>
    Dropped,

    /// <summary>The router said no.</summary>
    Refused,
}
