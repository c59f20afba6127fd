using Wanctl.Core.Estimate;

namespace Wanctl.Host.Loop;

/// <summary>What is known of one reflector.</summary>
/// <param name="IdleMicros">Its idle RTT as the law has it, in microseconds; 0 while unknown.</param>
/// <param name="LastMicros">Its last answer's RTT in microseconds; 0 before the first.</param>
/// <param name="Health">Whether it is asked in turn.</param>
public readonly record struct ReflectorView(double IdleMicros, int LastMicros, ReflectorHealth Health);
