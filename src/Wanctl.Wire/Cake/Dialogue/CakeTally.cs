using Wanctl.Wire.Netlink;

namespace Wanctl.Wire.Cake.Dialogue;

/// <summary>What a dump that is under way has shown of one interface so far.</summary>
internal struct CakeTally
{
    private int _cakes;
    private int _defaults;
    private bool _multi;

    /// <summary>Where the CAKE hangs, where there is one.</summary>
    public CakePlace Place;

    /// <summary>Its set-up.</summary>
    public CakeSetup Setup;

    /// <summary>What its tins tell.</summary>
    public CakeStatistics Statistics;

    /// <summary>Bytes that have left.</summary>
    public ulong Bytes;

    /// <summary>Packets that have left; may wrap.</summary>
    public ulong Packets;

    /// <summary>Bytes that wait.</summary>
    public uint BacklogBytes;

    /// <summary>Whether an entry could not be read: then the dump says nothing about this interface.</summary>
    public bool Broken;

    /// <summary>What it amounts to.</summary>
    public readonly CakeQueueState State => (_multi, _cakes, _defaults) switch
    {
        (true, _, _) or (_, 1, _) => CakeQueueState.Ready,
        (_, > 1, _) => CakeQueueState.Several,
        (_, _, > 0) => CakeQueueState.Fixed,
        _ => CakeQueueState.NoCake,
    };

    /// <summary>Takes one entry of the interface. The root comes first, and so a cake_mq before its parts.</summary>
    public void Take(in QdiscEntry entry)
    {
        bool multi = entry.Kind.SequenceEqual(CakePlace.MultiKind);
        if (!multi && !entry.Kind.SequenceEqual(CakePlace.SingleKind)) return;

        if (!multi && _multi && QdiscEntry.Major(entry.Parent) == Place.Handle)
        {
            TakePart(in entry);
            return;
        }
        if (entry.Handle == 0)
        {
            _defaults++;
            return;
        }
        _multi |= multi;
        _cakes += multi ? 0 : 1;
        if (_cakes > 1) return;
        Place = new CakePlace(entry.Index, entry.Handle, entry.Parent, multi);
        Broken |= CakeCodec.TryReadSetup(entry.Options, out Setup) != Decoded.Whole;
        if (QdiscCounters.TryRead(entry.Statistics, out QdiscCounters counters) != Decoded.Whole)
        {
            Broken = true;
            return;
        }
        Bytes = counters.Bytes;
        Packets = counters.Packets;
        BacklogBytes = counters.BacklogBytes;
        Broken |= CakeCodec.TryReadStatistics(counters.Application, out Statistics) != Decoded.Whole;
    }

    /// <summary>One of a cake_mq's parts: counters add up, delays are the worst of all.</summary>
    private void TakePart(in QdiscEntry entry)
    {
        if (QdiscCounters.TryRead(entry.Statistics, out QdiscCounters counters) != Decoded.Whole
            || CakeCodec.TryReadStatistics(counters.Application, out CakeStatistics part) != Decoded.Whole)
        {
            Broken = true;
            return;
        }

        Statistics.Merge(in part);
    }
}
