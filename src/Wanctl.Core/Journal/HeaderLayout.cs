using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Journal;

/// <summary>
/// How settings and memory lie in bytes. Of the router only what a decision can depend on is there: no host, no user,
/// no password.
/// </summary>
internal static class HeaderLayout
{
    public static LinkSettings Carry(ref JournalCursor cursor, LinkSettings? link) => new()
    {
        Name = cursor.Text(link?.Name),
        Interval = cursor.Duration(link?.Interval ?? default),
        Law = (RateLawKind)cursor.Byte((byte)(link?.Law ?? default)),
        ExcessMs = cursor.Real(link?.ExcessMs ?? 0),
        DryRun = cursor.Flag(link?.DryRun ?? false),
        Download = Carry(ref cursor, link?.Download),
        Upload = Carry(ref cursor, link?.Upload),
        Thresholds = Carry(ref cursor, link?.Thresholds),
        Probe = Carry(ref cursor, link?.Probe),
        Fallback = Carry(ref cursor, link?.Fallback),
        Writes = Carry(ref cursor, link?.Writes),
        Router = Carry(ref cursor, link?.Router),
        DownloadQueue = "",
        UploadQueue = "",
        LockFile = "",
        StateFile = "",
    };

    public static LinkMemory Carry(ref JournalCursor cursor, LinkMemory memory)
    {
        memory.BaselineMs = cursor.Real(memory.BaselineMs);
        memory.LoadMs = cursor.Real(memory.LoadMs);
        memory.DownWanted = cursor.Rate(memory.DownWanted);
        memory.UpWanted = cursor.Rate(memory.UpWanted);
        memory.DownApplied = cursor.Rate(memory.DownApplied);
        memory.UpApplied = cursor.Rate(memory.UpApplied);
        memory.DownStreaks = Carry(ref cursor, memory.DownStreaks);
        memory.UpStreaks = Carry(ref cursor, memory.UpStreaks);
        return memory;
    }

    /// <summary>What version 4 added, behind all else: a header of version 3 has zeros there, which say that nothing is
    /// known.</summary>
    public static LinkMemory CarryLines(ref JournalCursor cursor, LinkMemory memory)
    {
        memory.DownLine = Carry(ref cursor, memory.DownLine);
        memory.UpLine = Carry(ref cursor, memory.UpLine);
        memory.AwaySeconds = cursor.Real(memory.AwaySeconds);
        return memory;
    }

    private static LineMemory Carry(ref JournalCursor cursor, LineMemory line) => new()
    {
        Usual = cursor.Rate(line.Usual),
        Capacity = cursor.Rate(line.Capacity),
        Deviation = cursor.Real(line.Deviation),
        NoisePerSecond = cursor.Real(line.NoisePerSecond),
    };

    private static ZoneStreaks Carry(ref JournalCursor cursor, ZoneStreaks streaks) => new()
    {
        Green = cursor.Integer(streaks.Green),
        SoftRed = cursor.Integer(streaks.SoftRed),
        Red = cursor.Integer(streaks.Red),
    };

    private static DirectionSettings Carry(ref JournalCursor cursor, DirectionSettings? direction) => new()
    {
        Ceiling = cursor.Rate(direction?.Ceiling ?? default),
        FloorGreen = cursor.Rate(direction?.FloorGreen ?? default),
        FloorYellow = cursor.Rate(direction?.FloorYellow ?? default),
        FloorSoftRed = cursor.Rate(direction?.FloorSoftRed ?? default),
        FloorRed = cursor.Rate(direction?.FloorRed ?? default),
        Base = Carry(ref cursor, direction?.Base),
        StepUp = cursor.Rate(direction?.StepUp ?? default),
        FactorDown = cursor.Real(direction?.FactorDown ?? 0),
        FactorDownYellow = cursor.Real(direction?.FactorDownYellow ?? 0),
        GreenRequired = cursor.Integer(direction?.GreenRequired ?? 0),
    };

    private static Rate? Carry(ref JournalCursor cursor, Rate? rate)
    {
        bool there = cursor.Flag(rate is not null);
        Rate carried = cursor.Rate(rate ?? default);
        return there ? carried : null;
    }

    private static ThresholdSettings Carry(ref JournalCursor cursor, ThresholdSettings? thresholds) => new()
    {
        TargetMs = cursor.Real(thresholds?.TargetMs ?? 0),
        WarnMs = cursor.Real(thresholds?.WarnMs ?? 0),
        HardRedMs = cursor.Real(thresholds?.HardRedMs ?? 0),
        SoftRedRequired = cursor.Integer(thresholds?.SoftRedRequired ?? 0),
        AlphaLoad = cursor.Real(thresholds?.AlphaLoad ?? 0),
        AlphaBaseline = cursor.Real(thresholds?.AlphaBaseline ?? 0),
        BaselineUpdateMs = cursor.Real(thresholds?.BaselineUpdateMs ?? 0),
        BaselineMinMs = cursor.Real(thresholds?.BaselineMinMs ?? 0),
        BaselineMaxMs = cursor.Real(thresholds?.BaselineMaxMs ?? 0),
        BaselineInitialMs = cursor.Real(thresholds?.BaselineInitialMs ?? 0),
    };

    private static ProbeSettings Carry(ref JournalCursor cursor, ProbeSettings? probe) => new()
    {
        Timeout = cursor.Duration(probe?.Timeout ?? default),
        MedianOfThree = cursor.Flag(probe?.MedianOfThree ?? false),
        Reflectors = Carry(ref cursor, probe?.Reflectors),
    };

    private static string[] Carry(ref JournalCursor cursor, IReadOnlyList<string>? reflectors)
    {
        int count = cursor.Byte((byte)(reflectors?.Count ?? 0));
        if (count is 0 or > ProbeSettings.ReflectorsMax)
        {
            cursor.Refuse();
            return [];
        }
        string[] carried = new string[count];
        for (int i = 0; i < count; i++)
            carried[i] = cursor.Text(reflectors?[i]);
        return carried;
    }

    private static FallbackSettings Carry(ref JournalCursor cursor, FallbackSettings? fallback) => new()
    {
        Enabled = cursor.Flag(fallback?.Enabled ?? false),
        Mode = (FallbackMode)cursor.Byte((byte)(fallback?.Mode ?? default)),
        CyclesMax = cursor.Integer(fallback?.CyclesMax ?? 0),
        TcpTargets = [],
    };

    private static WriteBudgetSettings Carry(ref JournalCursor cursor, WriteBudgetSettings? writes) => new()
    {
        Kind = (WriteBudgetKind)cursor.Byte((byte)(writes?.Kind ?? default)),
        WindowWrites = cursor.Integer(writes?.WindowWrites ?? 0),
        Window = cursor.Duration(writes?.Window ?? default),
        TokensPerSecond = cursor.Real(writes?.TokensPerSecond ?? 0),
        TokensMax = cursor.Integer(writes?.TokensMax ?? 0),
        TokensReserved = cursor.Integer(writes?.TokensReserved ?? 0),
    };

    private static RouterSettings Carry(ref JournalCursor cursor, RouterSettings? router) => new()
    {
        Queues = (QueueKind)cursor.Byte((byte)(router?.Queues ?? default)),
        StatisticsInterval = cursor.Duration(router?.StatisticsInterval ?? default),
        StallLimit = cursor.Duration(router?.StallLimit ?? default),
        Transport = default,
        Host = "",
        Port = 0,
        User = "",
        Password = new Secret(""),
    };
}
