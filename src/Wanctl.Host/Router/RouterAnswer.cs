namespace Wanctl.Host.Router;

/// <summary>What a router answered to one command.</summary>
/// <param name="Rows">The rows; empty for a command that says nothing.</param>
/// <param name="Complaint">The router's words where it refused; null where it did not.</param>
public sealed record RouterAnswer(IReadOnlyList<RouterRow> Rows, string? Complaint)
{
    /// <summary>Whether the router refused.</summary>
    public bool Refused => Complaint is not null;

    /// <summary>Whether it refused because the user's group lacks a policy.</summary>
    public bool Forbidden => Complaint?.Contains("not enough permissions", StringComparison.Ordinal) ?? false;

    /// <summary>The router's words about a change that it refused, with the cure where it is known; null where it did
    /// not.</summary>
    public string? Refusal => Forbidden ? $"{Complaint}; the user's group needs the policy write" : Complaint;
}
