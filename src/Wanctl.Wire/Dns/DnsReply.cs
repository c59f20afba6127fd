namespace Wanctl.Wire.Dns;

/// <summary>What a server's message says about a question.</summary>
/// <param name="Outcome">What it means.</param>
/// <param name="Code">The server's own response code, 0 to 15: 0 no error, 2 failure, 3 no such name,
/// 5 refused.</param>
/// <param name="Count">Addresses found, each of four (A) or sixteen (AAAA) bytes.</param>
public readonly record struct DnsReply(DnsOutcome Outcome, byte Code, int Count);
