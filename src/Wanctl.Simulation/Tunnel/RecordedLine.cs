using System.IO;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// A scenario whose line follows recordings that are not part of this program: nobody said who may pass them on.
/// </summary>
public sealed record RecordedLine
{
    /// <summary>The scenario's name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence about what happens.</summary>
    public required string Summary { get; init; }

    /// <summary>The file of the capacity toward the user.</summary>
    public required string Down { get; init; }

    /// <summary>
    /// The file of the capacity toward the Internet; null where that is the constant of <see cref="TraceManner"/>.
    /// </summary>
    public string? Up { get; init; }

    /// <summary>The figures to reach.</summary>
    public required IReadOnlyList<FigureSpec> Figures { get; init; }

    /// <summary>The files that it is made of.</summary>
    public IReadOnlyList<string> Files => Up is null ? [Down] : [Down, Up];

    /// <summary>Makes the scenario.</summary>
    /// <param name="open">Opens a file by its name; what it throws is passed on.</param>
    /// <exception cref="FormatException">A file cannot be understood.</exception>
    public Scenario Of(Func<string, TextReader> open)
    {
        using TextReader down = open(Down);
        using TextReader? up = Up is null ? null : open(Up);
        return TraceScenario.Of(down, up, new TraceManner()) with
        {
            Name = Name,
            Summary = Summary,
            Figures = Figures,
        };
    }
}
