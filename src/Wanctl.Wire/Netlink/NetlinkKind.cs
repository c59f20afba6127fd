namespace Wanctl.Wire.Netlink;

/// <summary>
/// What a netlink message is about (linux/netlink.h, linux/rtnetlink.h); others exist and are passed over.
/// </summary>
public enum NetlinkKind : ushort
{
    /// <summary>A refusal, or with error 0 an acknowledgement.</summary>
    Error = 2,

    /// <summary>The end of a dump.</summary>
    Done = 3,

    /// <summary>An interface: as it is, or as it has become.</summary>
    NewLink = 16,

    /// <summary>An interface is gone.</summary>
    DelLink = 17,

    /// <summary>Asks for an interface.</summary>
    GetLink = 18,

    /// <summary>A qdisc: as it is, as it has become, or (as a request) as it should become.</summary>
    NewQdisc = 36,

    /// <summary>A qdisc is gone.</summary>
    DelQdisc = 37,

    /// <summary>Asks for qdiscs.</summary>
    GetQdisc = 38,

    /// <summary>A filter.</summary>
    NewFilter = 44,

    /// <summary>Asks for the filters of a qdisc.</summary>
    GetFilter = 46,
}
