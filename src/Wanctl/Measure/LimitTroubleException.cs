namespace Wanctl.Measure;

/// <summary>Limits cannot be read or set; the message is for the operator.</summary>
/// <param name="message">What went wrong, and what mends it where that is known.</param>
/// <param name="code">The exit code that says so.</param>
internal sealed class LimitTroubleException(string message, int code) : Exception(message)
{
    /// <summary>The exit code that says so.</summary>
    public int Code { get; } = code;
}
