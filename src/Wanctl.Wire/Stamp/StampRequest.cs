namespace Wanctl.Wire.Stamp;

/// <summary>What a session's sender asks (RFC 8762, 4.2).</summary>
/// <param name="Sequence">Counts the requests of a session; wraps.</param>
/// <param name="Time">
/// The sender's timestamp. A reflector copies it without reading it: any value will do, and a random one is a token.
/// </param>
/// <param name="Error">The error estimate of that time; its Z bit says the time's form.</param>
/// <param name="SessionId">The session's number (RFC 8972, section 3), or 0.</param>
public readonly record struct StampRequest(uint Sequence, ulong Time, StampError Error, ushort SessionId);
