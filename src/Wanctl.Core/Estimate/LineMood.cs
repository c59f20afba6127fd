using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>What goes on while samples come in; it decides what may be learned from them.</summary>
/// <param name="Quiet">Whether both directions carry too little to make a queue.</param>
/// <param name="Draining">Whether a queue is expected to go.</param>
/// <param name="Held">Whether no queue is known and no step is being judged.</param>
/// <param name="UnchangedSince">
/// Since when both limits are in force; <see cref="Instant.Never"/> while one of them is not.
/// </param>
/// <param name="GrainMs">How long an echo waits for packets that are being sent on a line in use, in milliseconds.
/// </param>
public readonly record struct LineMood(
    bool Quiet, bool Draining, bool Held, Instant UnchangedSince, double GrainMs);
