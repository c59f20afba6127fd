using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

/// <summary>One accepted change of a queue's max-limit.</summary>
/// <param name="At">When the router accepted it.</param>
/// <param name="Queue">The queue's name.</param>
/// <param name="User">Who changed it.</param>
/// <param name="Limit">The limit from then on; of a simple queue, that of the download. Zero is unlimited.</param>
/// <param name="Upload">The upload limit of a simple queue; null for a queue tree.</param>
public readonly record struct LimitChange(Instant At, string Queue, string User, Rate Limit, Rate? Upload);
