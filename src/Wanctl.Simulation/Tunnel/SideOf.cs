namespace Wanctl.Simulation.Tunnel;

/// <summary>Looks at one direction of a sample.</summary>
internal delegate ref readonly DirectionTruth SideOf(in TruthSample sample);
