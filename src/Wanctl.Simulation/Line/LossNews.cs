namespace Wanctl.Simulation.Line;

/// <summary>
/// The news of a loss on its way to the sender: the packets behind the lost one must first pass the queue that stood
/// before them, then their acknowledgements the queue of the other direction.
/// </summary>
/// <param name="Flow">Whose loss it is.</param>
/// <param name="Due">The position that must have left (<see cref="FifoStage.Due"/>).</param>
/// <param name="Returning">Whether the position is in the other direction's queue.</param>
internal readonly record struct LossNews(int Flow, double Due, bool Returning);
