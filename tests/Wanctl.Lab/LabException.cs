namespace Wanctl.Lab;

/// <summary>Something that the caller can mend: a word on the command line, or a file.</summary>
internal sealed class LabException(string message) : Exception(message);
