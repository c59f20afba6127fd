using Microsoft.Extensions.Logging;

namespace Wanctl.Host.Tell;

/// <summary>Every sentence that the daemon logs, each with a number that never changes its meaning.</summary>
public static partial class Sentences
{
    /// <summary>The daemon has been put together.</summary>
    [LoggerMessage(1001, LogLevel.Information, "wanctl {Version} started: {Links}, process {Process}")]
    public static partial void Started(ILogger log, string version, string links, int process);

    /// <summary>The daemon ends because it was asked to.</summary>
    [LoggerMessage(1002, LogLevel.Information,
        "stopped after {Turns}: {Skipped} skipped, late p50 {P50} us, p99 {P99} us, p99.9 {P999} us, "
        + "max {Max} us; {CpuMicros:0.0} us CPU and {BytesPerTurn} a turn over {WarmTurns}")]
    public static partial void Stopped(
        ILogger log, string turns, long skipped, long p50, long p99, long p999, long max, double cpuMicros,
        string bytesPerTurn, string warmTurns);

    /// <summary>The clock of the day shows a time before this program was made.</summary>
    [LoggerMessage(1381, LogLevel.Warning, "the clock is not set ({Date}): times in logs and on the page are wrong "
        + "until it is; control does not depend on it")]
    public static partial void ClockUnset(ILogger log, string date);

    /// <summary>In a container, a state file does not lie in memory.</summary>
    [LoggerMessage(1382, LogLevel.Warning, "{Link}: {File} lies on a disk and is written every 5 s, which wears a "
        + "router's flash: put lock_file and state_file on a tmpfs, /run/wanctl or /dev/shm")]
    public static partial void StateOnFlash(ILogger log, string link, string file);

    /// <summary>How the loop's thread is treated by the kernel.</summary>
    [LoggerMessage(1003, LogLevel.Debug, "real-time scheduling granted: {Urgent}; memory locked: {Locked}")]
    public static partial void Urgency(ILogger log, bool urgent, bool locked);

    /// <summary>Each five minutes: the loop.</summary>
    [LoggerMessage(1101, LogLevel.Information,
        "loop: {Turns}, {Skipped} skipped, late p50 {P50} us, p99 {P99} us, p99.9 {P999} us; "
        + "{CpuMicros:0.0} us CPU a turn")]
    public static partial void LoopSummary(
        ILogger log, string turns, long skipped, long p50, long p99, long p999, double cpuMicros);

    /// <summary>A turn of the loop failed.</summary>
    [LoggerMessage(1601, LogLevel.Error, "a turn of the loop failed ({Number} in a row): {Text}")]
    public static partial void TurnFailed(ILogger log, long number, string text);

    /// <summary>The state of the line changed.</summary>
    [LoggerMessage(1201, LogLevel.Information, "{Link}: the line is {State}")]
    public static partial void Line(ILogger log, string link, string state);

    /// <summary>The line fell silent.</summary>
    [LoggerMessage(1202, LogLevel.Warning,
        "{Link}: the line is {State}: no echo answered within the probe timeout; rates are held")]
    public static partial void LineSilent(ILogger log, string link, string state);

    /// <summary>Each five minutes: echoes.</summary>
    [LoggerMessage(1203, LogLevel.Information,
        "{Link}: {Samples}, RTT {Mean} mean, {Max} max, load {Load}, baseline {Baseline}; {Lost} lost, {Late} late, "
        + "{Doubled} doubled")]
    public static partial void EchoSummary(
        ILogger log, string link, string samples, string mean, string max, string load, string baseline, long lost,
        long late, long doubled);

    /// <summary>Echoes cannot be sent.</summary>
    [LoggerMessage(1204, LogLevel.Warning, "{Link}: echoes cannot be sent: {Why}")]
    public static partial void CannotSend(ILogger log, string link, string why);

    /// <summary>Echoes can be sent again.</summary>
    [LoggerMessage(1205, LogLevel.Information, "{Link}: echoes can be sent again")]
    public static partial void CanSend(ILogger log, string link);

    /// <summary>Answers that are not what they claim to be.</summary>
    [LoggerMessage(1206, LogLevel.Warning,
        "{Link}: {Forged} forged, {Malformed} malformed and {Stepped} clock-stepped answers since the last summary")]
    public static partial void OddEchoes(ILogger log, string link, long forged, long malformed, long stepped);

    /// <summary>A reflector answers too seldom, or answers again.</summary>
    [LoggerMessage(1207, LogLevel.Information, "{Link}: reflector {Reflector} is {Health}")]
    public static partial void Reflector(ILogger log, string link, string reflector, string health);

    /// <summary>A router's queues were found.</summary>
    [LoggerMessage(1301, LogLevel.Information, "router {Where}: connected, queues looked up")]
    public static partial void RouterConnected(ILogger log, string where);

    /// <summary>A router cannot be reached.</summary>
    [LoggerMessage(1302, LogLevel.Warning, "router {Where}: no connection: {Text}")]
    public static partial void RouterUnreachable(ILogger log, string where, string text);

    /// <summary>A connection to a router ended.</summary>
    [LoggerMessage(1303, LogLevel.Warning, "router {Where}: connection lost: {Text}; next try in {Number} ms")]
    public static partial void RouterLost(ILogger log, string where, string text, long number);

    /// <summary>A router refuses the login, or is none.</summary>
    [LoggerMessage(1304, LogLevel.Error, "router {Where}: refuses: {Text}; next try in {Number} ms")]
    public static partial void RouterRefuses(ILogger log, string where, string text, long number);

    /// <summary>A router has been restarted.</summary>
    [LoggerMessage(1305, LogLevel.Warning, "router {Where}: has been restarted; limits are read anew")]
    public static partial void RouterRebooted(ILogger log, string where);

    /// <summary>A router that was away for long is back.</summary>
    [LoggerMessage(1318, LogLevel.Warning, "router {Where}: is back after {Number} s; limits are read anew")]
    public static partial void RouterBack(ILogger log, string where, long number);

    /// <summary>A router refused a request.</summary>
    [LoggerMessage(1306, LogLevel.Warning, "router {Where}: says: {Text}")]
    public static partial void RouterComplains(ILogger log, string where, string text);

    /// <summary>A queue cannot be used.</summary>
    [LoggerMessage(1307, LogLevel.Error,
        "router {Where}: queue '{Queue}' is {State}; its link is not shaped until that is mended")]
    public static partial void QueueTrouble(ILogger log, string where, string queue, string state);

    /// <summary>A queue can be used again.</summary>
    [LoggerMessage(1308, LogLevel.Information, "router {Where}: queue '{Queue}' is usable")]
    public static partial void QueueFound(ILogger log, string where, string queue);

    /// <summary>Another queue has taken the place of one, by the same name.</summary>
    [LoggerMessage(1355, LogLevel.Warning,
        "router {Where}: queue '{Queue}' was replaced by another one of this name; its limit is set again")]
    public static partial void QueueReplaced(ILogger log, string where, string queue);

    /// <summary>Nothing tells which half of a simple queue's pairs is the download.</summary>
    [LoggerMessage(1360, LogLevel.Error, "router {Where}: {Text}; its link is not shaped and nothing is written: "
        + "write queues.target: lan (pairs are upload/download) or wan (download/upload)")]
    public static partial void TargetUnclear(ILogger log, string where, string text);

    /// <summary>It was found which half of a simple queue's pairs is the download.</summary>
    [LoggerMessage(1361, LogLevel.Information, "router {Where}: {Text}")]
    public static partial void TargetSeen(ILogger log, string where, string text);

    /// <summary>The configuration takes the halves of a simple queue's pairs the other way round.</summary>
    [LoggerMessage(1377, LogLevel.Warning, "router {Where}: {Text}: each direction gets the other's limit; write the "
        + "other word, or remove the key")]
    public static partial void TargetContradicted(ILogger log, string where, string text);

    /// <summary>Packets go past a queue.</summary>
    [LoggerMessage(1362, LogLevel.Warning, "{Link}: the {Direction} queue '{Queue}' has counted no byte for "
        + "{Seconds:0} s while echoes are answered: packets go past it (hardware offload, FastTrack, another parent), "
        + "nothing is shaped there, and no idle delay is learned")]
    public static partial void CountsNothing(
        ILogger log, string link, string direction, string queue, double seconds);

    /// <summary>They pass it again.</summary>
    [LoggerMessage(1363, LogLevel.Information, "{Link}: the {Direction} queue '{Queue}' counts again, or is read anew")]
    public static partial void CountsAgain(ILogger log, string link, string direction, string queue);

    /// <summary>A queue's counters are slower than their readings.</summary>
    [LoggerMessage(1364, LogLevel.Information, "{Link}: the {Direction} queue's counters are refreshed every "
        + "{Seconds:0.0} s: rates are taken between refreshes")]
    public static partial void CountersSlow(ILogger log, string link, string direction, double seconds);

    /// <summary>They no longer are.</summary>
    [LoggerMessage(1365, LogLevel.Information, "{Link}: the {Direction} queue's counters move with each reading again")]
    public static partial void CountersPrompt(ILogger log, string link, string direction);

    /// <summary>The interface's counters tell what passes a queue.</summary>
    [LoggerMessage(1378, LogLevel.Information, "{Link}: {Direction} is told by the counters of the interface that its "
        + "queue stands on: they show the same traffic, and the queue's are refreshed every {Seconds:0.0} s")]
    public static partial void InterfaceCounts(ILogger log, string link, string direction, double seconds);

    /// <summary>They do no more.</summary>
    [LoggerMessage(1379, LogLevel.Information, "{Link}: {Direction} is told by its queue's own counters again: {Why}")]
    public static partial void QueueCountsAgain(ILogger log, string link, string direction, string why);

    /// <summary>They cannot.</summary>
    [LoggerMessage(1380, LogLevel.Information, "{Link}: {Direction} is told by its queue's own counters: {Why}; tried "
        + "again from time to time")]
    public static partial void InterfaceOfNoUse(ILogger log, string link, string direction, string why);

    /// <summary>The state of the shaper changed for a link.</summary>
    [LoggerMessage(1309, LogLevel.Information, "{Link}: {Subject} {State}")]
    public static partial void Shaper(ILogger log, string link, string subject, string state);

    /// <summary>A direction begins.</summary>
    [LoggerMessage(1375, LogLevel.Information,
        "{Link}: {Direction} starts at {Rate:0.#} Mbit/s, ceiling {Ceiling:0.#}, floor {Floor:0.#}; waiting for the "
        + "first reply")]
    public static partial void Starts(
        ILogger log, string link, string direction, double rate, double ceiling, double floor);

    /// <summary>A zone changed.</summary>
    [LoggerMessage(1311, LogLevel.Information,
        "{Link}: {Direction} {Before} -> {After}: delta {Delta}, "
        + "{RateBefore:0.0} -> {RateAfter:0.0} Mbit/s ({Reason}){More}")]
    public static partial void ZoneChanged(
        ILogger log, string link, string direction, string before, string after, string delta, double rateBefore,
        double rateAfter, string reason, string more);

    /// <summary>A direction is held at its floor, and the delay hurts.</summary>
    [LoggerMessage(1312, LogLevel.Warning,
        "{Link}: {Direction} has been at its floor of {Rate:0.0} Mbit/s for {Seconds} s, delta {Delta}; {Cure}")]
    public static partial void AtFloor(
        ILogger log, string link, string direction, double rate, int seconds, string delta, string cure);

    /// <summary>Somebody else changed a limit.</summary>
    [LoggerMessage(1313, LogLevel.Warning,
        "{Link}: {Direction} limit was changed by somebody else to {Found:0.0} Mbit/s; it is written again")]
    public static partial void ForeignChange(ILogger log, string link, string direction, double found);

    /// <summary>The wanted limit has been refused for a while.</summary>
    [LoggerMessage(1356, LogLevel.Error, "{Link}: {Text}")]
    public static partial void WritesRefused(ILogger log, string link, string text);

    /// <summary>The wanted limit is in force again.</summary>
    [LoggerMessage(1357, LogLevel.Information,
        "{Link}: {Direction} limits are taken again; {Rate:0.0} Mbit/s is in force")]
    public static partial void WritesTaken(ILogger log, string link, string direction, double rate);

    /// <summary>Somebody else changes a limit again and again.</summary>
    [LoggerMessage(1353, LogLevel.Warning,
        "{Link}: somebody else sets the {Direction} limit again and again, last to {Found:0.0} Mbit/s; it is set back "
        + "within the write budget: stop one of the two")]
    public static partial void Fight(ILogger log, string link, string direction, double found);

    /// <summary>That is over.</summary>
    [LoggerMessage(1354, LogLevel.Information,
        "{Link}: nobody else sets the {Direction} limit again and again any more")]
    public static partial void FightOver(ILogger log, string link, string direction);

    /// <summary>The write budget holds a write back.</summary>
    [LoggerMessage(1314, LogLevel.Warning,
        "{Link}: the write budget is used up; the limits stay at {Down:0.0}/{Up:0.0} Mbit/s for now")]
    public static partial void BudgetUsedUp(ILogger log, string link, double down, double up);

    /// <summary>Each five minutes: rates.</summary>
    [LoggerMessage(1315, LogLevel.Information,
        "{Link}: download {Down} ({DownZone}), upload {Up} ({UpZone}); "
        + "{Writes}, {Held} held back by the budget")]
    public static partial void RateSummary(
        ILogger log, string link, string down, string downZone, string up, string upZone, string writes, string held);

    /// <summary>A state file is in use.</summary>
    [LoggerMessage(1401, LogLevel.Warning, "{File}: cannot be written, the state will not survive a restart: {Text}")]
    public static partial void StateUnwritable(ILogger log, string file, string text);

    /// <summary>A state file works again.</summary>
    [LoggerMessage(1402, LogLevel.Information, "{File}: is written again")]
    public static partial void StateWritable(ILogger log, string file);

    /// <summary>A link goes on where it stopped.</summary>
    [LoggerMessage(1403, LogLevel.Information, "{Link}: goes on from {File}")]
    public static partial void StateRestored(ILogger log, string link, string file);

    /// <summary>A state file is damaged.</summary>
    [LoggerMessage(1404, LogLevel.Warning, "{Link}: {Text}")]
    public static partial void StateIgnored(ILogger log, string link, string text);

    /// <summary>The journal cannot be written.</summary>
    [LoggerMessage(1405, LogLevel.Warning,
        "{File}: the journal cannot be written: {Text}; it goes on without gaps if that ends within two minutes")]
    public static partial void JournalUnwritable(ILogger log, string file, string text);

    /// <summary>The journal works again.</summary>
    [LoggerMessage(1406, LogLevel.Information, "{File}: the journal is written again")]
    public static partial void JournalWritable(ILogger log, string file);

    /// <summary>The journal has a hole.</summary>
    [LoggerMessage(1407, LogLevel.Warning,
        "{File}: the journal lacks {Count}; a replay starts again behind them")]
    public static partial void JournalGap(ILogger log, string file, string count);

    /// <summary>Changed settings are in force.</summary>
    [LoggerMessage(1501, LogLevel.Information, "configuration read again and in force: {Files}")]
    public static partial void Reloaded(ILogger log, string files);

    /// <summary>Changed settings are refused.</summary>
    [LoggerMessage(1502, LogLevel.Error, "configuration read again and refused, the old one stays: {Text}")]
    public static partial void ReloadRefused(ILogger log, string text);

    /// <summary>A setting works, but perhaps not as its author expects.</summary>
    [LoggerMessage(1503, LogLevel.Warning, "{Text}")]
    public static partial void ConfigurationWarning(ILogger log, string text);

    /// <summary>A file of the folder was not there at the start.</summary>
    [LoggerMessage(1504, LogLevel.Warning,
        "{File}: is another file than at the start, and is not taken up; restart to use it")]
    public static partial void FileNotTakenUp(ILogger log, string file);

    /// <summary>A file is gone.</summary>
    [LoggerMessage(1505, LogLevel.Warning,
        "{File}: is gone; what it said stays in force as it was read last. Restart to go on without it")]
    public static partial void FileGone(ILogger log, string file);

    /// <summary>A value was changed, and is in force.</summary>
    [LoggerMessage(1506, LogLevel.Information, "{File}: {Text}")]
    public static partial void ValueChanged(ILogger log, string file, string text);

    /// <summary>A value was changed, and is not in force.</summary>
    [LoggerMessage(1507, LogLevel.Warning, "{File}: {Text}, not in force")]
    public static partial void ValueNotTakenUp(ILogger log, string file, string text);

    /// <summary>The log itself could not keep up.</summary>
    [LoggerMessage(1701, LogLevel.Warning, "{Count} of the loop went by untold: the log's reader is too slow")]
    public static partial void Untold(ILogger log, string count);
}
