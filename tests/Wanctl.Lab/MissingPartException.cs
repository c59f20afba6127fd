namespace Wanctl.Lab;

/// <summary>Something that a scenario needs and this machine does not have.</summary>
internal sealed class MissingPartException(string message) : Exception(message);
