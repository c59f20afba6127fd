namespace Wanctl.Host.Net;

/// <summary>A router could not be reached, or its certificate is not the one that was pinned.</summary>
public sealed class DialException(string message) : Exception(message);
