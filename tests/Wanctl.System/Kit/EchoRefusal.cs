namespace Wanctl.SystemTests.Kit;

/// <summary>An error message in the answer's place; it quotes the request as RFC 792 and 4443 say.</summary>
public enum EchoRefusal
{
    None,

    /// <summary>Type 3 code 1; in IPv6 type 1 code 3.</summary>
    HostUnreachable,

    /// <summary>A firewall's answer: type 3 code 13; in IPv6 type 1 code 1.</summary>
    Prohibited,

    /// <summary>Type 11 code 0; in IPv6 type 3 code 0.</summary>
    TimeExceeded,
}
