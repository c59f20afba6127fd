using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>One answered echo.</summary>
/// <param name="SentAt">When it was sent; a queue's growth is a slope over this time.</param>
/// <param name="ExcessMs">Its RTT above its reflector's calm level, in milliseconds; negative below it.</param>
/// <param name="Reflector">Who answered.</param>
public readonly record struct DelaySample(Instant SentAt, double ExcessMs, byte Reflector);
