namespace Wanctl.Wire.Irtt;

/// <summary>A server's answer to an open.</summary>
/// <param name="Token">Belongs into every packet of the session; 0 where there is no session.</param>
/// <param name="Ended">
/// True where the server has opened no session: it was asked for the parameters only, or refuses.
/// </param>
/// <param name="Parameters">
/// The parameters in force. They may be less than what was asked for; packets are laid out by these.
/// </param>
public readonly record struct IrttOpenReply(ulong Token, bool Ended, IrttParameters Parameters);
