using System.Globalization;

namespace Wanctl.Measure;

/// <summary>A value that a measurement would put into the configuration.</summary>
/// <param name="Place"><c>file:line</c>, or the file alone where the key has to be added.</param>
/// <param name="Key">The key.</param>
/// <param name="Old">What is in force.</param>
/// <param name="New">What is proposed.</param>
/// <param name="Added">Whether the file does not have the key.</param>
/// <param name="Reason">Why.</param>
internal sealed record Proposal(string Place, string Key, string Old, string New, bool Added, string Reason)
{
    /// <summary>The line of a list of changes.</summary>
    public override string ToString() => Added
        ? $"{Place}: {Key}: {Old} (default) -> {New}; add it"
        : $"{Place}: {Key}: {Old} -> {New}";

    /// <summary>A number as the file would have it.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
