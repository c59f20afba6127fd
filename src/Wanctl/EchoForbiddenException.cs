namespace Wanctl;

/// <summary>This process may send echoes by no way at all.</summary>
internal sealed class EchoForbiddenException(string link) : Exception(
    $"{link}: not permitted to send echoes: neither a ping socket "
    + "(sysctl net.ipv4.ping_group_range must contain this process's group) "
    + "nor a raw socket (needs CAP_NET_RAW: run as root, or setcap cap_net_raw+ep on this file)");
