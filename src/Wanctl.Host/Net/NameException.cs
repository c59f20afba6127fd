namespace Wanctl.Host.Net;

/// <summary>
/// A name has no address that can be had; the message goes on after "NAME: " and says what happened and what mends it.
/// </summary>
public sealed class NameException(string message) : Exception(message);
