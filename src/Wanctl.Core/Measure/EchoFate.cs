namespace Wanctl.Core.Measure;

/// <summary>What an arriving datagram turned out to be.</summary>
public enum EchoFate
{
    /// <summary>The first answer to a request that still waits.</summary>
    Answered,

    /// <summary>A further answer to a request that was answered already.</summary>
    Duplicate,

    /// <summary>An answer to a request that was given up.</summary>
    Late,

    /// <summary>Somebody else's: another id, a number never sent, or another reflector's.</summary>
    Foreign,
}
