namespace Wanctl.Lab.Scenarios;

/// <summary>A call: packets of speech both ways, whose delay and loss are recorded.</summary>
/// <param name="From">When it begins, since the scenario's beginning, in seconds.</param>
/// <param name="Until">When it ends, likewise; infinite for one that lasts to the scenario's end.</param>
/// <param name="Dscp">The DSCP of its packets.</param>
internal sealed record Call(double From, double Until, byte Dscp);
