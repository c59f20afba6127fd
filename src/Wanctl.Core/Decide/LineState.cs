namespace Wanctl.Core.Decide;

/// <summary>What is known about the line as a whole.</summary>
public enum LineState : byte
{
    /// <summary>No answer since start, and not for long enough to worry.</summary>
    Starting,

    /// <summary>Echoes are answered.</summary>
    Answering,

    /// <summary>No echo has been answered for a probe timeout.</summary>
    Silent,

    /// <summary>As <see cref="Silent"/>, but the gateway or a TCP target answers: only our echoes are lost.</summary>
    EchoesBlocked,

    /// <summary>As <see cref="Silent"/>, and nothing else answers either.</summary>
    Down,
}
