using System.Net;

namespace Wanctl.Simulation.RouterOs;

/// <summary>Lists of networks, as <c>/ip/service</c> and <c>/user</c> have them.</summary>
internal static class AddressRange
{
    /// <summary>Whether an address is in one of the comma-separated networks; an empty list admits everybody.</summary>
    public static bool Admits(string? list, string peer)
    {
        if (string.IsNullOrEmpty(list) || !IPAddress.TryParse(peer, out IPAddress? address)) return true;
        foreach (string range in list.Split(','))
        {
            if (IPNetwork.TryParse(range, out IPNetwork network) ? network.Contains(address)
                : IPAddress.TryParse(range, out IPAddress? single) && single.Equals(address))
            {
                return true;
            }
        }

        return false;
    }
}
