namespace Wanctl.Routing;

/// <summary>A class of latency-sensitive connections, with a rule of its own.</summary>
/// <param name="Comment">The rule's comment, as in the steering file.</param>
/// <param name="Dscp">
/// What its packets are marked with, 0 to 63: EF is 46, AF31 is 26. RouterOS takes one number.
/// </param>
internal sealed record SteeringClass(string Comment, int Dscp);
