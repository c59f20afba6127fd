using System.Globalization;
using Wanctl.Core.Units;

namespace Wanctl.Release;

/// <summary>What became of one limit.</summary>
/// <param name="Path">The file.</param>
/// <param name="Queue">The queue or interface, with the direction where it has two.</param>
/// <param name="Ceiling">What it is to be.</param>
/// <param name="Before">What it was; null where it could not be read.</param>
/// <param name="After">What was read back; null where nothing was written, or nothing could be read.</param>
/// <param name="Problem">Why it is not restored; null where all went well.</param>
internal sealed record ReleasedLimit(
    string Path, string Queue, Rate Ceiling, Rate? Before, Rate? After, string? Problem)
{
    /// <summary>Whether the limit is at its ceiling now, or would be without a dry run.</summary>
    public bool Fine => Problem is null;

    /// <summary>What happened, in a line.</summary>
    public override string ToString()
    {
        if (Problem is not null)
            return $"{Path}: {Queue}: NOT restored to {Text(Ceiling)}: {Problem}";
        if (Before == Ceiling)
            return $"{Path}: {Queue}: is at its ceiling, {Text(Ceiling)}";
        return After is { } after
            ? $"{Path}: {Queue}: {Text(Before)} -> {Text(Ceiling)}, read back {Text(after)}"
            : $"{Path}: {Queue}: {Text(Before)}; would be set to {Text(Ceiling)}";
    }

    private static string Text(Rate? rate) => rate is not { } known ? "unknown"
        : known == Rate.Zero ? "no limit"
        : string.Create(CultureInfo.InvariantCulture, $"{known.Mbps:0.###} Mbit/s");
}
