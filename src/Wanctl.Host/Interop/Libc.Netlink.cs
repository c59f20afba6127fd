namespace Wanctl.Host.Interop;

/// <summary>What a netlink socket needs of libc (netlink(7), rtnetlink(7)).</summary>
internal static unsafe partial class Libc
{
    public const int AF_NETLINK = 16;
    public const int NETLINK_ROUTE = 0;
    public const int SOL_NETLINK = 270;
    public const int NETLINK_CAP_ACK = 10;
    public const int NETLINK_EXT_ACK = 11;
    public const uint RTMGRP_LINK = 0x1;
    public const uint RTMGRP_TC = 0x8;
    public const int MSG_TRUNC = 0x20;
    public const int ENOBUFS = 105;

    /// <summary>struct sockaddr_nl.</summary>
    public struct NetlinkAddress
    {
        public ushort Family;
        public ushort Padding;
        public uint Port;
        public uint Groups;
    }
}
