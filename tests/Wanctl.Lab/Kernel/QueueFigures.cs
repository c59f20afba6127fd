namespace Wanctl.Lab.Kernel;

/// <summary>What the kernel says about a queue discipline or a class.</summary>
internal struct QueueFigures
{
    /// <summary>What it is: cake, tbf, htb ...</summary>
    public string Kind;

    /// <summary>Its handle.</summary>
    public uint Handle;

    /// <summary>Bytes that have left it.</summary>
    public ulong Bytes;

    /// <summary>Packets that have left it.</summary>
    public uint Packets;

    /// <summary>Packets that it dropped.</summary>
    public uint Dropped;

    /// <summary>Bytes that wait in it.</summary>
    public uint QueuedBytes;

    /// <summary>Packets that wait in it.</summary>
    public uint QueuedPackets;

    /// <summary>What it shapes to, in bit/s; 0 where it does not shape.</summary>
    public double Rate;
}
