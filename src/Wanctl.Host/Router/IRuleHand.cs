using Wanctl.Core.Steer;

namespace Wanctl.Host.Router;

/// <summary>What switches the rules that steer connections.</summary>
public interface IRuleHand
{
    /// <summary>Writes down what the router has said since the last call.</summary>
    void Report(ref RuleReport report);

    /// <summary>
    /// Sends what the decision marks to be switched. Never waits; the answer is part of a later report.
    /// </summary>
    void Apply(in SteeringDecision decision);
}
