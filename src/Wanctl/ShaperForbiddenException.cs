namespace Wanctl;

/// <summary>This process may not change qdiscs.</summary>
internal sealed class ShaperForbiddenException(string link) : Exception(
    $"{link}: not permitted to change the bandwidth of CAKE: needs CAP_NET_ADMIN (run as root, or setcap "
    + "cap_net_admin,cap_net_raw+ep on this file); with control: {dry_run: true} wanctl decides and logs without it");
