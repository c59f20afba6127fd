namespace Wanctl.Wire.Dns;

/// <summary>What a server's message means for a question.</summary>
public enum DnsOutcome : byte
{
    /// <summary>It is no answer to this question: another number, another name or type, or a question itself.</summary>
    Foreign,

    /// <summary>There are addresses.</summary>
    Found,

    /// <summary>The name exists and has no address of this type.</summary>
    NoAddress,

    /// <summary>There is no such name.</summary>
    NoSuchName,

    /// <summary>The answer did not fit into the datagram and is to be asked for over TCP.</summary>
    Truncated,

    /// <summary>The server cannot or will not answer; <see cref="DnsReply.Code"/> says which.</summary>
    Failed,
}
