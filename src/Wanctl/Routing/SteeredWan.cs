namespace Wanctl.Routing;

/// <summary>One WAN as the router knows it.</summary>
/// <param name="Name">Its <c>wan_name</c>.</param>
/// <param name="Interface">The router's interface towards it, such as <c>ether1</c> or <c>pppoe-out1</c>.</param>
/// <param name="Gateway">The next hop: an address, or the interface itself for PPPoE.</param>
/// <param name="ProbeAddress">
/// The address of this machine from which its link sends echoes (<c>ping_source_ip</c>); one for each WAN.
/// </param>
internal sealed record SteeredWan(string Name, string Interface, string Gateway, string ProbeAddress);
