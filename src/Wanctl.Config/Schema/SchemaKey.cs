using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>
/// One key of a configuration file: the single source for checks, defaults, messages and the reference file.
/// </summary>
/// <param name="Path">Where it stands, as <c>router.port</c>.</param>
/// <param name="Kind">What it may hold.</param>
/// <param name="Meaning">What it does and why its default is as it is, in whole sentences.</param>
internal sealed record SchemaKey(string Path, ValueKind Kind, string Meaning)
{
    /// <summary>Whether every file must have it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>
    /// The value when the key is absent, as YAML writes it; null when there is none or when other keys decide.
    /// </summary>
    public string? Default { get; init; }

    /// <summary>What holds when the key is absent and other keys decide; null when nothing is to be said.</summary>
    public string? Rule { get; init; }

    /// <summary>The only law that looks at the key; null when both do, or when the key is not about a law.</summary>
    public string? OnlyLaw { get; init; }

    /// <summary>Whether <see cref="OnlyLaw"/> cannot do without the key; files of the other law may leave it
    /// out.</summary>
    public bool IsRequiredByLaw { get; init; }

    /// <summary>
    /// The default with transport linux-cake, where it is another; null where it is the same.
    /// </summary>
    public string? DefaultOnLinux { get; init; }

    /// <summary>
    /// The only way to the shaper that has the key (<see cref="RouterKeys.RouterOs"/> or <see
    /// cref="RouterKeys.LinuxCake"/>); null where both have it.
    /// </summary>
    public string? OnlyTransport { get; init; }

    /// <summary>Whether <see cref="OnlyTransport"/> cannot do without the key.</summary>
    public bool IsRequiredByTransport { get; init; }

    /// <summary>Whether the key is taken and ignored, for the sake of the original's files.</summary>
    public bool IsUnused => Kind is UnusedKind;

    /// <summary>Range, unit and default in one line, as the reference file prints them in brackets.</summary>
    public string Summary => IsUnused ? Kind.Wanted : $"{Kind.Wanted}; {Absence}{Users}";

    private string Users => (OnlyLaw is null ? "" : $"; {OnlyLaw} law only")
        + (OnlyTransport is null ? "" : $"; {OnlyTransport} only");

    private string Absence => IsRequired ? "required" : Rule ?? $"default {Default}{Elsewhere}";

    private string Elsewhere =>
        DefaultOnLinux is null ? "" : $", with {RouterKeys.LinuxCake} {DefaultOnLinux}";
}
