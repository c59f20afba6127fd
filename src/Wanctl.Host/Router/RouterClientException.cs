namespace Wanctl.Host.Router;

/// <summary>A router could not be asked; the message is a sentence for the operator.</summary>
public sealed class RouterClientException(RouterProblem problem, string message) : Exception(message)
{
    /// <summary>What kind of trouble it is.</summary>
    public RouterProblem Problem { get; } = problem;
}
