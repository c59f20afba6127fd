namespace Wanctl.Core.Measure;

/// <summary>What happened to echo requests and to what arrived on the sockets, since start.</summary>
public struct EchoCounters
{
    /// <summary>Requests handed to the kernel.</summary>
    public long Sent;

    /// <summary>Requests that the kernel refused to send.</summary>
    public long Unsent;

    /// <summary>Requests answered in time.</summary>
    public long Answered;

    /// <summary>Requests given up.</summary>
    public long Lost;

    /// <summary>Answers that came after their request was given up.</summary>
    public long Late;

    /// <summary>Second and further answers to one request.</summary>
    public long Duplicate;

    /// <summary>Datagrams that belong to somebody else.</summary>
    public long Foreign;

    /// <summary>Datagrams that claim to be ours but lack the secret token or come from a wrong address.</summary>
    public long Forged;

    /// <summary>Datagrams that are no sound ICMP message, and ICMP errors about our requests.</summary>
    public long Malformed;

    /// <summary>Answers thrown away because the system clock was stepped while they were under way.</summary>
    public long ClockStepped;
}
