using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>
/// Carries echo requests to a link's reflectors and what comes back: the kernel's sockets, or a simulated line.
/// </summary>
public interface IEchoChannel : IDisposable
{
    /// <summary>Which ICMP a reflector speaks.</summary>
    EchoFamily FamilyOf(int reflector);

    /// <summary>The identifier that a reflector's answers carry at the moment.</summary>
    ushort IdentifierOf(int reflector);

    /// <summary>
    /// Sends one packet to a reflector; false where it could not go out, and then the reason is in <see
    /// cref="Trouble"/>.
    /// </summary>
    bool TrySend(int reflector, ReadOnlySpan<byte> packet);

    /// <summary>
    /// Takes what has arrived, one datagram a call; false where there is no more at the moment. Never blocks. The
    /// datagram's bytes are valid until the next call.
    /// </summary>
    bool TryReceive(out EchoArrival arrival);

    /// <summary>
    /// Opens what carries the echoes anew: after a long silence the link's address or interface may be another one.
    /// </summary>
    void Renew();

    /// <summary>
    /// Gives a silent reflector's echoes another identifier. A router that masquerades holds on to the address that a
    /// flow of echoes left by first, for as long as the flow goes on: what began before the line had its address would
    /// never be answered.
    /// </summary>
    void Renew(int reflector);

    /// <summary>Why the latest send failed, as the system's error number; 0 while sending works.</summary>
    int Trouble { get; }
}
