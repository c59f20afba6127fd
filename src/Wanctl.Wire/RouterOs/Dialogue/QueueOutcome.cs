namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>What became of a limit that was sent.</summary>
public enum QueueOutcome
{
    /// <summary>No news.</summary>
    None,

    /// <summary>The router said done.</summary>
    Done,

    /// <summary>The router said that it will not.</summary>
    Refused,

    /// <summary>The item was gone or the connection ended: it took no effect, or nobody knows.</summary>
    Lost,
}
