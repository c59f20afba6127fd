namespace Wanctl.Core.Settings;

/// <summary>Which kind of RouterOS queue carries the limits.</summary>
public enum QueueKind
{
    /// <summary>Two entries of <c>/queue/tree</c>, one a direction.</summary>
    Tree,

    /// <summary>One entry of <c>/queue/simple</c> that holds both directions as <c>upload/download</c>.</summary>
    Simple,
}
