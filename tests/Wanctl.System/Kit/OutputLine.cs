namespace Wanctl.SystemTests.Kit;

/// <summary>A line that a process wrote.</summary>
/// <param name="At">When it was read, a little after it was written.</param>
/// <param name="IsError">Whether it went to standard error.</param>
/// <param name="Text">The line without its end.</param>
public sealed record OutputLine(Moment At, bool IsError, string Text);
