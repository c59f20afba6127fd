using Wanctl.Core.Measure;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>Says in the core's words what the dialogue says in its own.</summary>
internal static class HandWords
{
    /// <summary>The fate of a write.</summary>
    public static WriteOutcome Outcome(QueueOutcome outcome) => outcome switch
    {
        QueueOutcome.Done => WriteOutcome.Applied,
        QueueOutcome.Refused => WriteOutcome.Refused,
        QueueOutcome.Lost => WriteOutcome.Lost,
        _ => WriteOutcome.None,
    };
}
