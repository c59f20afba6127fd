using System.Buffers.Binary;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Fuzz.Engine;
using Wanctl.Verbs;

namespace Wanctl.Fuzz.Targets;

/// <summary>
/// A journal that anybody may have made, sums and all: <c>replay</c> reads it, steps the laws with it, tells it and
/// draws it.
/// </summary>
internal sealed class JournalTarget : FuzzTarget
{
    private const int Sum = sizeof(uint);

    /// <summary>Beyond it the header is empty.</summary>
    private const int Told = 900;

    /// <summary>Numbers that no loop writes, as eight bytes.</summary>
    private static readonly long[] s_hostile =
    [
        0, 1, -1, long.MaxValue, long.MinValue, int.MaxValue, 1L << 32, BitConverter.DoubleToInt64Bits(-5),
        BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits(double.PositiveInfinity),
        BitConverter.DoubleToInt64Bits(1e300), BitConverter.DoubleToInt64Bits(-1e300),
        BitConverter.DoubleToInt64Bits(double.Epsilon), BitConverter.DoubleToInt64Bits(0.5), 86_400_000_000_000,
    ];

    private readonly ScratchFile _file = new("journal");
    private readonly ScratchFile _page = new("page.html");

    public override string Name => "journal";

    public override int BytesMax => JournalCodec.HeaderSize + 40 * JournalCodec.RecordSize;

    public override long AllocatedMax => 256 << 20;

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (RateLawKind law in Enum.GetValues<RateLawKind>())
            yield return Recorded(TunnelLink() with { Law = law });
    }

    /// <summary>Mostly one field of the header or of a record, whose places are every eight bytes or between.</summary>
    public override byte[]? Vary(byte[] input, Random chance)
    {
        if (input.Length < JournalCodec.HeaderSize || chance.Next(4) == 0)
            return null;
        byte[] changed = (byte[])input.Clone();
        bool header = changed.Length == JournalCodec.HeaderSize || chance.Next(2) == 0;
        int at = header
            ? chance.Next(JournalCodec.Magic.Length, Told)
            : chance.Next(JournalCodec.HeaderSize, changed.Length);
        Span<byte> field = changed.AsSpan(at, Math.Min(8, changed.Length - at));
        Span<byte> value = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(value, s_hostile[chance.Next(s_hostile.Length)]);
        value[..(chance.Next(3) == 0 ? Math.Min(4, field.Length) : field.Length)].CopyTo(field);
        return changed;
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        byte[] sealedBytes = input.ToArray();
        Seal(sealedBytes);
        return HashCode.Combine(Read(input), Read(sealedBytes));
    }

    private static LinkSettings TunnelLink() => Simulation.Tunnel.TunnelSettings.Link("cable", 100, 20);

    private int Read(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        string[] words = bytes.Length % 3 == 0 ? [_file.At, "--report", _page.At]
            : bytes.Length % 3 == 1 ? [_file.At] : [_file.At, "--law", "classic"];
        return ReplayVerb.Execute(words);
    }

    /// <summary>Gives the header and each record the sums that they would have.</summary>
    private static void Seal(Span<byte> bytes)
    {
        int size = JournalCodec.HeaderSize;
        int version = bytes.Length < size
            ? JournalCodec.SchemaVersion
            : BinaryPrimitives.ReadInt32LittleEndian(bytes[JournalCodec.Magic.Length..]);
        while (bytes.Length >= size)
        {
            Span<byte> part = bytes[..size];
            BinaryPrimitives.WriteUInt32LittleEndian(part[^Sum..], Crc32C.Of(part[..^Sum]));
            bytes = bytes[size..];
            size = JournalCodec.RecordSizeOf(version);
        }
    }

    private static byte[] Recorded(LinkSettings settings)
    {
        const int Ticks = 4;
        byte[] bytes = new byte[JournalCodec.HeaderSize + Ticks * JournalCodec.RecordSize];
        var memory = LinkMemory.Initial(settings);
        var start = new JournalStart(memory, new double[settings.Probe.Reflectors.Count]);
        JournalCodec.WriteHeader(new JournalHeader
        {
            Recording = 1_700_000_000_000_000_000,
            Segment = 0,
            Cause = SegmentCause.Begin,
            FirstRecord = 0,
            WallOffsetNanos = 1_600_000_000_000_000_000,
            Settings = settings,
            Start = start,
        }, bytes);
        LinkState state = start.Make(settings);
        for (int tick = 0; tick < Ticks; tick++)
        {
            JournalRecord record = default;
            record.Seen = Seen(settings, tick);
            record.Chosen = LinkController.Step(settings, state, in record.Seen);
            int at = JournalCodec.HeaderSize + tick * JournalCodec.RecordSize;
            JournalCodec.WriteRecord(in record, tick, bytes.AsSpan(at));
        }
        return bytes;
    }

    private static Observation Seen(LinkSettings settings, int tick)
    {
        Observation seen = default;
        seen.Tick = tick;
        seen.Now = new Instant(5_000_000_000 + tick * settings.Interval.Nanos);
        seen.Shaper.State = ShaperState.Ready;
        seen.Shaper.Down = new DirectionReport
        {
            Read = true, ReadAt = seen.Now, Bytes = (ulong)(tick * 500_000), Limit = settings.Download.Ceiling,
        };
        seen.Echoes.Add(new EchoSample
        {
            Sequence = (uint)tick,
            SentAt = new Instant(4_980_000_000 + tick * settings.Interval.Nanos),
            RttMicros = tick == 2 ? EchoSample.Lost : 20_000 + tick * 4000,
        });
        return seen;
    }
}
