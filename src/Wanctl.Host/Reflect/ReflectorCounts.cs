namespace Wanctl.Host.Reflect;

/// <summary>What a reflector has done since it began, in datagrams.</summary>
public struct ReflectorCounts
{
    /// <summary>All that arrived.</summary>
    public long Received;

    /// <summary>Answered.</summary>
    public long Answered;

    /// <summary>Shorter than a request.</summary>
    public long TooShort;

    /// <summary>Longer than what fits into a packet of Ethernet.</summary>
    public long TooLong;

    /// <summary>Answers of another reflector, or from a port below 1024, where services answer.</summary>
    public long Looped;

    /// <summary>With a wrong HMAC, or without one.</summary>
    public long WrongSum;

    /// <summary>Of a source that asks more often than it may.</summary>
    public long SourceLimited;

    /// <summary>Beyond what is answered in all.</summary>
    public long Limited;

    /// <summary>Answers that the kernel would not send.</summary>
    public long Unsent;
}
