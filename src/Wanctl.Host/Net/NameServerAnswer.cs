using System.Net;
using Wanctl.Wire.Dns;

namespace Wanctl.Host.Net;

/// <summary>What one server said about a name, both families together.</summary>
/// <param name="Outcome">What it means; <see cref="DnsOutcome.Foreign"/> where nothing came in time.</param>
/// <param name="Addresses">IPv4 first, for that is what routers of a LAN are reached by.</param>
/// <param name="Problem">Why there is no answer, for a sentence; empty where there is one.</param>
internal readonly record struct NameServerAnswer(DnsOutcome Outcome, IReadOnlyList<IPAddress> Addresses, string Problem)
{
    /// <summary>Whether no other server need be asked.</summary>
    public bool Final => Outcome is DnsOutcome.Found or DnsOutcome.NoAddress or DnsOutcome.NoSuchName;
}
