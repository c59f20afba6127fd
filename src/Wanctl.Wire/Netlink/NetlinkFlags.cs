namespace Wanctl.Wire.Netlink;

/// <summary>The flags of a message's header (linux/netlink.h). Some bits mean another thing in an error.</summary>
[Flags]
public enum NetlinkFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A request to the kernel.</summary>
    Request = 0x001,

    /// <summary>One of several messages that a Done ends.</summary>
    Multi = 0x002,

    /// <summary>Asks for an answer even when all goes well.</summary>
    Acknowledge = 0x004,

    /// <summary>Asks for all there are: NLM_F_ROOT and NLM_F_MATCH.</summary>
    Dump = 0x300,

    /// <summary>In an error: the refused request is quoted by its header alone.</summary>
    Capped = 0x100,

    /// <summary>In an error: attributes follow that say more.</summary>
    Explained = 0x200,
}
