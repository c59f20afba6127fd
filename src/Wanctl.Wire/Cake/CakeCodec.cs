using Wanctl.Wire.Netlink;

namespace Wanctl.Wire.Cake;

/// <summary>CAKE's part of a qdisc's message as values, and the one change that wanctl makes as bytes.</summary>
public static class CakeCodec
{
    private const ushort QdiscKind = 1;
    private const ushort QdiscOptions = 2;

    /// <summary>Reads <see cref="QdiscEntry.Options"/>. What a kernel does not know of yet keeps its zero.</summary>
    public static Decoded TryReadSetup(ReadOnlySpan<byte> options, out CakeSetup setup)
    {
        setup = default;
        CakeSetup read = default;
        AttributeReader attributes = new(options);
        while (attributes.Next()) read = With(in read, ref attributes);
        if (attributes.Broken) return Decoded.Malformed;
        setup = read;
        return Decoded.Whole;
    }

    /// <summary>Reads <see cref="QdiscCounters.Application"/>.</summary>
    public static Decoded TryReadStatistics(ReadOnlySpan<byte> application, out CakeStatistics statistics)
    {
        statistics = default;
        AttributeReader attributes = new(application);
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case Statistic.MemoryLimit: statistics.MemoryLimit = attributes.Word(); break;
                case Statistic.MemoryUsed: statistics.MemoryUsed = attributes.Word(); break;
                case Statistic.HeaderBytes: statistics.HeaderBytes = attributes.Word(); break;
                case Statistic.Tins:
                    if (!TryReadTins(attributes.Value, ref statistics)) attributes.Refuse();
                    break;
            }
        }
        if (!attributes.Broken) return Decoded.Whole;
        statistics = default;
        return Decoded.Malformed;
    }

    /// <summary>
    /// Changes the bandwidth of a CAKE that is there, and nothing else. Without NLM_F_CREATE and NLM_F_REPLACE the
    /// kernel neither makes nor replaces a qdisc; with parent and handle given it refuses where another one has taken
    /// the place; and CAKE keeps every parameter that a change does not name.
    /// </summary>
    /// <param name="writer">Where to put the request.</param>
    /// <param name="place">Which qdisc.</param>
    /// <param name="bytesPerSecond">The bandwidth; 0 is "unlimited".</param>
    /// <param name="sequence">The number that the answer will repeat.</param>
    /// <returns>False where the request does not fit.</returns>
    public static bool SetBandwidth(
        ref NetlinkWriter writer, in CakePlace place, ulong bytesPerSecond, uint sequence)
    {
        writer.Begin(NetlinkKind.NewQdisc, NetlinkFlags.Acknowledge, sequence);
        NetlinkRequests.TrafficHeader(ref writer, place.Index, place.Handle, place.Parent);
        writer.Text(QdiscKind, place.Kind);
        int options = writer.Open(QdiscOptions);
        writer.Wide(Option.BaseRate, bytesPerSecond);
        writer.Close(options);
        return writer.End();
    }

    private static CakeSetup With(in CakeSetup setup, ref AttributeReader option) => option.Type switch
    {
        Option.BaseRate => setup with { BytesPerSecond = option.Wide() },
        Option.Diffserv => setup with { Diffserv = (CakeDiffserv)option.Word() },
        Option.Cells => setup with { Cells = (CakeCells)option.Word() },
        Option.Isolation => setup with { Isolation = (CakeIsolation)option.Word() },
        Option.Overhead => setup with { Overhead = (int)option.Word() },
        Option.Rtt => setup with { RttMicros = option.Word() },
        Option.Target => setup with { TargetMicros = option.Word() },
        Option.Autorate => setup with { AutorateIngress = option.Word() != 0 },
        Option.Memory => setup with { MemoryLimit = option.Word() },
        Option.Nat => setup with { Nat = option.Word() != 0 },
        Option.Raw => setup with { Raw = true },
        Option.Wash => setup with { Wash = option.Word() != 0 },
        Option.Mpu => setup with { Mpu = option.Word() },
        Option.Ingress => setup with { Ingress = option.Word() != 0 },
        Option.AckFilter => setup with { AckFilter = (CakeAckFilter)option.Word() },
        Option.SplitGso => setup with { SplitGso = option.Word() != 0 },
        Option.FirewallMark => setup with { FirewallMark = option.Word() },
        _ => setup,
    };

    /// <summary>The tins lie in attributes whose types count from 1, in the order of <c>tc</c>.</summary>
    private static bool TryReadTins(ReadOnlySpan<byte> tins, ref CakeStatistics statistics)
    {
        AttributeReader attributes = new(tins);
        while (attributes.Next())
        {
            if (attributes.Type is < 1 or > CakeStatistics.TinsMax || !TryReadTin(attributes.Value, out CakeTin tin))
                return false;
            statistics.Set(attributes.Type - 1, in tin);
        }
        return !attributes.Broken;
    }

    private static bool TryReadTin(ReadOnlySpan<byte> bytes, out CakeTin tin)
    {
        tin = default;
        AttributeReader attributes = new(bytes);
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case TinField.SentPackets: tin.SentPackets = attributes.Word(); break;
                case TinField.SentBytes: tin.SentBytes = attributes.Wide(); break;
                case TinField.Dropped: tin.Dropped = attributes.Word(); break;
                case TinField.AcksDropped: tin.AcksDropped = attributes.Word(); break;
                case TinField.Marked: tin.Marked = attributes.Word(); break;
                case TinField.BacklogBytes: tin.BacklogBytes = attributes.Word(); break;
                case TinField.Threshold: tin.ThresholdBytesPerSecond = attributes.Wide(); break;
                case TinField.Target: tin.TargetMicros = attributes.Word(); break;
                case TinField.PeakDelay: tin.PeakDelayMicros = attributes.Word(); break;
                case TinField.AverageDelay: tin.AverageDelayMicros = attributes.Word(); break;
                case TinField.BaseDelay: tin.BaseDelayMicros = attributes.Word(); break;
                case TinField.SparseFlows: tin.SparseFlows = attributes.Word(); break;
                case TinField.BulkFlows: tin.BulkFlows = attributes.Word(); break;
                case TinField.UnresponsiveFlows: tin.UnresponsiveFlows = attributes.Word(); break;
            }
        }
        return !attributes.Broken;
    }

    // The numbers of linux/pkt_sched.h: TCA_CAKE_*, TCA_CAKE_STATS_* and TCA_CAKE_TIN_STATS_*.
    private static class Option
    {
        public const ushort BaseRate = 2;
        public const ushort Diffserv = 3;
        public const ushort Cells = 4;
        public const ushort Isolation = 5;
        public const ushort Overhead = 6;
        public const ushort Rtt = 7;
        public const ushort Target = 8;
        public const ushort Autorate = 9;
        public const ushort Memory = 10;
        public const ushort Nat = 11;
        public const ushort Raw = 12;
        public const ushort Wash = 13;
        public const ushort Mpu = 14;
        public const ushort Ingress = 15;
        public const ushort AckFilter = 16;
        public const ushort SplitGso = 17;
        public const ushort FirewallMark = 18;
    }

    private static class Statistic
    {
        public const ushort MemoryLimit = 3;
        public const ushort MemoryUsed = 4;
        public const ushort HeaderBytes = 5;
        public const ushort Tins = 10;
    }

    private static class TinField
    {
        public const ushort SentPackets = 2;
        public const ushort SentBytes = 3;
        public const ushort Dropped = 4;
        public const ushort AcksDropped = 6;
        public const ushort Marked = 8;
        public const ushort BacklogBytes = 11;
        public const ushort Threshold = 12;
        public const ushort Target = 13;
        public const ushort PeakDelay = 18;
        public const ushort AverageDelay = 19;
        public const ushort BaseDelay = 20;
        public const ushort SparseFlows = 21;
        public const ushort BulkFlows = 22;
        public const ushort UnresponsiveFlows = 23;
    }
}
