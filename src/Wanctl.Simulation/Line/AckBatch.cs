namespace Wanctl.Simulation.Line;

/// <summary>The acknowledgements of what arrived within a millisecond, in the queue of the other direction.</summary>
/// <param name="Due">Their position there (<see cref="FifoStage.Due"/>).</param>
/// <param name="At">The millisecond of the arrival.</param>
/// <param name="SojournMs">How long what arrived had waited in the provider's queue, in milliseconds.</param>
/// <param name="Bytes">What is acknowledged, of each flow.</param>
internal readonly record struct AckBatch(double Due, int At, int SojournMs, double[] Bytes);
