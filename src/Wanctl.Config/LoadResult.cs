using Wanctl.Core.Steer;

namespace Wanctl.Config;

/// <summary>What became of a configuration file: settings, or every problem that it has.</summary>
public sealed record LoadResult
{
    /// <summary>The settings of a WAN; null when there are problems, or when the file is one of steering.</summary>
    public WanFile? File { get; init; }

    /// <summary>The settings of steering; null when there are problems, or when the file is one of a WAN.</summary>
    public SteeringSettings? Steering { get; init; }

    /// <summary>Why the file cannot be used, in the order of the file; empty when it can.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>What the operator should know, in the order of the file.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>Every value that is in force, in the order of the reference; empty when there are problems.</summary>
    public required IReadOnlyList<EffectiveValue> Values { get; init; }
}
