using Wanctl.Core.Decide;
using Wanctl.Core.Measure;

namespace Wanctl.Host.Router;

/// <summary>
/// What moves the limits of one link: a router's queues or a kernel's CAKE; in a dry run they are read only.
/// </summary>
public interface IShaperHand
{
    /// <summary>Writes down what the shaper has said since the last call.</summary>
    void Report(ref ShaperReport report);

    /// <summary>
    /// Sends what the decision marks to be written. Never waits; the answer is part of a later report.
    /// </summary>
    void Apply(in Decision decision);

    /// <summary>Reads from now on what the decision wants to know beside the queues' own counters. Writes nothing.
    /// </summary>
    void Look(in Decision decision)
    {
        // A kernel's counters are true at each reading.
    }

    /// <summary>
    /// The shaper's words on why it refused the last write of a direction, fit to be shown; of use in the tick that
    /// reports it refused. Empty where it gave none.
    /// </summary>
    string Refusal(bool ofDown) => "";
}
