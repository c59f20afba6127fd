using System.Buffers.Binary;
using System.Reflection;
using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Journal;

/// <summary>Journal files as bytes.</summary>
public class JournalCodecTests
{
    [Fact]
    public void The_check_sum_is_that_of_the_book() =>
        Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Fact]
    public void A_record_comes_back_with_every_field_that_observation_and_decision_have()
    {
        var random = new Random(1);
        byte[] bytes = new byte[JournalCodec.RecordSize];
        for (int i = 0; i < 300; i++)
        {
            var record = RandomValues.Make<JournalRecord>(random);
            long number = random.NextInt64();
            JournalCodec.WriteRecord(in record, number, bytes);

            Assert.True(Read(bytes, 8, out long read, out JournalRecord back));
            Assert.Equal(number, read);
            Assert.Equal("", RandomValues.Difference(record, back));
        }
    }

    [Fact]
    public void A_record_uses_all_of_its_bytes()
    {
        byte[] bytes = new byte[JournalCodec.RecordSize];
        var record = default(JournalRecord);
        JournalCursor cursor = JournalCursor.To(bytes);
        RecordLayout.Carry(ref cursor, ref record, beliefs: true);

        Assert.Equal(JournalCodec.RecordSize, sizeof(long) + cursor.Position + sizeof(uint));
        Assert.False(cursor.Failed);
    }

    [Fact]
    public void Every_changed_bit_of_a_record_is_found()
    {
        byte[] bytes = new byte[JournalCodec.RecordSize];
        var record = RandomValues.Make<JournalRecord>(new Random(2));
        JournalCodec.WriteRecord(in record, 7, bytes);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Read(bytes, 8, out _, out _));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(Read(bytes, 8, out _, out _));
    }

    [Fact]
    public void Every_truncated_record_is_refused()
    {
        byte[] bytes = new byte[JournalCodec.RecordSize];
        var record = RandomValues.Make<JournalRecord>(new Random(6));
        JournalCodec.WriteRecord(in record, 7, bytes);
        for (int length = 0; length < bytes.Length; length++)
            Assert.False(Read(bytes.AsSpan(0, length), 8, out _, out _), $"{length} bytes");
    }

    [Fact]
    public void A_record_about_a_reflector_that_the_link_does_not_have_is_refused()
    {
        byte[] bytes = new byte[JournalCodec.RecordSize];
        JournalRecord record = default;
        record.Seen.Echoes.Add(new() { Reflector = 2, RttMicros = 5 });
        JournalCodec.WriteRecord(in record, 0, bytes);

        Assert.False(Read(bytes, 2, out _, out _));
        Assert.True(Read(bytes, 3, out _, out _));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        byte[] bytes = new byte[JournalCodec.RecordSize];
        var record = RandomValues.Make<JournalRecord>(new Random(3));
        JournalCodec.WriteRecord(in record, 0, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
            JournalCodec.WriteRecord(in record, i, bytes);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_header_comes_back_with_every_setting_that_a_decision_can_depend_on()
    {
        var random = new Random(4);
        LinkSettings settings = Links.Cable;
        var expected = new List<string>();
        foreach ((string path, object? value) in Leaves(settings, ""))
        {
            if (!Addresses.Contains(path[(path.LastIndexOf('/') + 1)..]))
                expected.Add($"{path} = {value}");
        }
        JournalHeader header = Header(settings) with
        {
            Recording = random.NextInt64(),
            Segment = 3,
            Cause = SegmentCause.Adopted,
            FirstRecord = random.NextInt64(),
            WallOffsetNanos = random.NextInt64(),
            Start = new JournalStart(RandomValues.Make<LinkMemory>(random), [1, 2.5, 0, 4, 5, 6, 7, 8e9]),
        };
        JournalHeader back = Through(header);

        var found = new List<string>();
        foreach ((string path, object? value) in Leaves(back.Settings, ""))
        {
            if (!Addresses.Contains(path[(path.LastIndexOf('/') + 1)..]))
                found.Add($"{path} = {value}");
        }
        Assert.Equal(expected, found);
        Assert.Equal("", RandomValues.Difference(header.Start.Memory, back.Start.Memory));
        Assert.Equal(header.Start.BaselinesMicros, back.Start.BaselinesMicros);
        Assert.Equal(
            (header.Recording, header.Segment, header.Cause, header.FirstRecord, header.WallOffsetNanos),
            (back.Recording, back.Segment, back.Cause, back.FirstRecord, back.WallOffsetNanos));
    }

    /// <summary>What version 4 added lies behind all that version 3 had, where that has zeros.</summary>
    [Fact]
    public void A_header_of_version_3_is_read_and_knows_nothing_of_the_lines()
    {
        LinkMemory memory = RandomValues.Make<LinkMemory>(new Random(5)) with
        {
            DownLine = default, UpLine = default, AwaySeconds = 0,
        };
        byte[] bytes = new byte[JournalCodec.HeaderSize];
        JournalCodec.WriteHeader(Header(Links.Cable) with { Start = new JournalStart(memory, [3]) }, bytes);
        bytes[8] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan()[12..], JournalCodec.RecordSizeOf(3));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan()[^4..], Crc32C.Of(bytes.AsSpan()[..^4]));
        JournalHeader? back = JournalCodec.ReadHeader(bytes, out HeaderFault fault);

        Assert.Equal(HeaderFault.None, fault);
        Assert.Equal("", RandomValues.Difference(memory, back!.Start.Memory));
        Assert.Empty(back.Start.BaselinesMicros);
        bytes[8] = 2;
        Assert.Equal(HeaderFault.OtherVersion, Fault(bytes));
    }

    [Fact]
    public void No_secret_and_no_address_of_the_router_is_in_a_header()
    {
        byte[] bytes = new byte[JournalCodec.HeaderSize];
        JournalCodec.WriteHeader(Header(Links.Cable), bytes);
        string text = Encoding.Latin1.GetString(bytes);

        Assert.Contains("spectrum", text, StringComparison.Ordinal);
        Assert.Contains("192.0.2.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("WAN-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/run", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_names_fit()
    {
        string[] reflectors = new string[ProbeSettings.ReflectorsMax];
        Array.Fill(reflectors, "2001:0db8:ffff:ffff:ffff:ffff:255.255.255.255");
        LinkSettings settings = Links.Cable with
        {
            Name = new string('x', 64),
            Probe = Links.Cable.Probe with { Reflectors = reflectors },
        };

        Assert.Equal(reflectors, Through(Header(settings)).Settings.Probe.Reflectors);
    }

    [Fact]
    public void Whatever_is_no_header_of_ours_is_refused_and_named()
    {
        byte[] bytes = new byte[JournalCodec.HeaderSize];
        Assert.Equal(HeaderFault.NoJournal, Fault(bytes));
        Assert.Equal(HeaderFault.NoJournal, Fault([]));
        JournalCodec.WriteHeader(Header(Links.Cable), bytes);
        Assert.Equal(HeaderFault.None, Fault(bytes));
        Assert.Equal(HeaderFault.NoJournal, Fault(bytes[..^1]));
        byte[] other = [.. bytes];
        other[8]++;
        Assert.Equal(HeaderFault.OtherVersion, Fault(other));
        other[8] = JournalCodec.OldestVersion - 1;
        Assert.Equal(HeaderFault.OtherVersion, Fault(other));
        for (int i = 12; i < bytes.Length; i++)
        {
            other = [.. bytes];
            other[i] ^= 0x10;
            Assert.Equal(HeaderFault.Damaged, Fault(other));
        }
    }

    [Fact]
    public void Settings_that_no_link_could_run_on_are_refused_although_their_sum_is_right()
    {
        LinkSettings cable = Links.Cable;
        LinkSettings[] hostile =
        [
            cable with { Interval = default },
            cable with { Download = cable.Download with { FloorRed = new Rate(-1) } },
            cable with { Download = cable.Download with { FloorGreen = new Rate(long.MaxValue) } },
            cable with { Upload = cable.Upload with { FactorDown = double.NaN } },
            cable with { Thresholds = cable.Thresholds with { BaselineMinMs = double.NaN } },
            cable with { Thresholds = cable.Thresholds with { BaselineMinMs = 61 } },
            cable with { Writes = cable.Writes with { WindowWrites = int.MaxValue } },
            cable with { Writes = cable.Writes with { WindowWrites = -1 } },
            cable with { ExcessMs = -1 },
            cable with { ExcessMs = 0 },
            cable with { ExcessMs = double.NaN },
        ];
        byte[] bytes = new byte[JournalCodec.HeaderSize];
        foreach (LinkSettings settings in hostile)
        {
            JournalCodec.WriteHeader(Header(settings), bytes);
            Assert.Equal(HeaderFault.Damaged, Fault(bytes));
        }
        JournalHeader baseline = Header(cable) with { Start = new JournalStart(default, [double.NaN]) };
        JournalCodec.WriteHeader(baseline, bytes);
        Assert.Equal(HeaderFault.Damaged, Fault(bytes));
    }

    internal static JournalHeader Header(LinkSettings settings) => new()
    {
        Recording = 1_800_000_000_000_000_000,
        Segment = 0,
        Cause = SegmentCause.Begin,
        FirstRecord = 0,
        WallOffsetNanos = 0,
        Settings = settings,
        Start = new JournalStart(LinkMemory.Initial(settings), []),
    };

    /// <summary>What decides nothing and could give somebody away.</summary>
    private static readonly HashSet<string> Addresses =
    [
        "Host", "Port", "User", "Password", "Transport", "CertificatePin", "CertificateAuthority", "Gateway",
        "TcpTargets", "SourceAddress", "Interface", "DownloadQueue", "UploadQueue", "LockFile", "StateFile",
    ];

    private static bool Read(
        ReadOnlySpan<byte> bytes, int reflectors, out long number, out JournalRecord record) =>
        JournalCodec.TryReadRecord(bytes, JournalCodec.SchemaVersion, reflectors, out number, out record);

    private static JournalHeader Through(JournalHeader header)
    {
        byte[] bytes = new byte[JournalCodec.HeaderSize];
        JournalCodec.WriteHeader(header, bytes);
        JournalHeader? back = JournalCodec.ReadHeader(bytes, out HeaderFault fault);
        Assert.Equal(HeaderFault.None, fault);
        return Assert.IsType<JournalHeader>(back);
    }

    private static HeaderFault Fault(byte[] bytes)
    {
        Assert.Equal(JournalCodec.ReadHeader(bytes, out HeaderFault fault) is null, fault != HeaderFault.None);
        return fault;
    }

    private static IEnumerable<(string Path, object? Value)> Leaves(object record, string path)
    {
        foreach (PropertyInfo property in record.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            object? value = property.GetValue(record);
            string name = $"{path}/{property.Name}";
            bool group = property.PropertyType.Namespace == "Wanctl.Core.Settings" && property.PropertyType.IsClass;
            if (value is IReadOnlyList<string> list)
                yield return (name, string.Join(' ', list));
            else if (group && value is not (null or Secret))
            {
                foreach ((string, object?) leaf in Leaves(value, name))
                    yield return leaf;
            }
            else
                yield return (name, value);
        }
    }
}
