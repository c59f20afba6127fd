namespace Wanctl.Wire.Netlink;

/// <summary>What wanctl asks the kernel.</summary>
public static class NetlinkRequests
{
    private const ushort LinkName = 3;
    private const ushort OtherName = 53;

    /// <summary>The kernel's limit on an interface's own name; only an alternative one is longer.</summary>
    private const int NameMax = 15;

    /// <summary>
    /// Asks for one interface by its name, or by an alternative one. The kernel looks for a short name among both.
    /// </summary>
    public static bool AskLink(ref NetlinkWriter writer, ReadOnlySpan<byte> name, uint sequence)
    {
        writer.Begin(NetlinkKind.GetLink, NetlinkFlags.None, sequence);
        LinkHeader(ref writer);
        writer.Text(name.Length > NameMax ? OtherName : LinkName, name);
        return writer.End();
    }

    /// <summary>Asks for all interfaces.</summary>
    public static bool AskLinks(ref NetlinkWriter writer, uint sequence)
    {
        writer.Begin(NetlinkKind.GetLink, NetlinkFlags.Dump, sequence);
        LinkHeader(ref writer);
        return writer.End();
    }

    /// <summary>
    /// Asks for all qdiscs of all interfaces. Asking for one alone would be less work for us, but the kernel sends the
    /// answer to such a question to everybody who listens for changes of qdiscs.
    /// </summary>
    public static bool AskQdiscs(ref NetlinkWriter writer, uint sequence)
    {
        writer.Begin(NetlinkKind.GetQdisc, NetlinkFlags.Dump, sequence);
        TrafficHeader(ref writer, 0, 0, 0);
        return writer.End();
    }

    /// <summary>Asks for the filters below one parent of an interface.</summary>
    public static bool AskFilters(ref NetlinkWriter writer, int index, uint parent, uint sequence)
    {
        writer.Begin(NetlinkKind.GetFilter, NetlinkFlags.Dump, sequence);
        TrafficHeader(ref writer, index, 0, parent);
        return writer.End();
    }

    // struct ifinfomsg: family, type, index, flags, mask of changed flags.
    private static void LinkHeader(ref NetlinkWriter writer)
    {
        for (int i = 0; i < 4; i++) writer.Word(0);
    }

    /// <summary>struct tcmsg: family, index, handle, parent, info.</summary>
    internal static void TrafficHeader(ref NetlinkWriter writer, int index, uint handle, uint parent)
    {
        writer.Word(0);
        writer.Word((uint)index);
        writer.Word(handle);
        writer.Word(parent);
        writer.Word(0);
    }
}
