namespace Wanctl.Host.Cake;

/// <summary>An interface.</summary>
/// <param name="Index">The kernel's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind, such as <c>ifb</c>; empty for a plain one.</param>
/// <param name="Running">Whether it is up and has a carrier.</param>
public sealed record SurveyedLink(int Index, string Name, string Kind, bool Running)
{
    /// <summary>Its alternative names (<c>ip link property add</c>).</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Bytes received and sent through it since it was made; null where it does not count.</summary>
    public (ulong Received, ulong Sent)? Bytes { get; init; }
}
