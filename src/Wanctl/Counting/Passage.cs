using System.Globalization;
using Wanctl.Core.Units;

namespace Wanctl.Counting;

/// <summary>What was counted between two readings.</summary>
/// <param name="Length">The time between them.</param>
/// <param name="DownBytes">By the download queue.</param>
/// <param name="UpBytes">By the upload queue.</param>
/// <param name="Wan">The interface toward the Internet; null where it is not known.</param>
/// <param name="Received">What the interface has received; null where it does not say.</param>
/// <param name="Sent">What it has sent.</param>
/// <param name="Answers">Our own echoes that were answered meanwhile.</param>
internal sealed record Passage(
    Duration Length, ulong DownBytes, ulong UpBytes, string? Wan, ulong? Received, ulong? Sent, int Answers)
{
    /// <summary>
    /// How often the queues' counters are brought up to date: zero for with each reading, null where they moved too
    /// seldom to tell.
    /// </summary>
    public Duration? QueuesEvery { get; init; }

    /// <summary>The same of the interface's counters.</summary>
    public Duration? WanEvery { get; init; }

    /// <summary>
    /// From so many bytes on an interface has carried more than our own echoes and the answers of its router.
    /// </summary>
    private const ulong Notable = 50_000;

    /// <summary>
    /// A queue that has counted less than this share shapes a small part of the line. What an interface carries beside
    /// it, for the router itself and in frames, is far less than the rest.
    /// </summary>
    private const double ShareLeast = 0.25;

    /// <summary>Answers that prove that packets pass; on a path of half a second some eighteen come.</summary>
    private const int AnswersLeast = 10;

    /// <summary>What the download queue has counted.</summary>
    public CountVerdict Down => Judge(DownBytes, Received) is var seen and not CountVerdict.Fine ? seen
        // Answers need not pass it, for this machine may lie elsewhere behind the router; but both are blind at once.
        : DownBytes == 0 && UpBytes == 0 && Answers >= AnswersLeast ? CountVerdict.Nothing
        : CountVerdict.Fine;

    /// <summary>What the upload queue has counted: our echoes pass it.</summary>
    public CountVerdict Up => Judge(UpBytes, Sent) is var seen and not CountVerdict.Fine ? seen
        : UpBytes == 0 && Answers >= AnswersLeast ? CountVerdict.Nothing
        : CountVerdict.Fine;

    /// <summary>What is between two readings; a counter that has begun anew counts from there.</summary>
    public static Passage Between(CounterSample first, CounterSample last, string? wan, int answers) => new(
        last.At - first.At,
        Grown(first.DownBytes, last.DownBytes),
        Grown(first.UpBytes, last.UpBytes),
        wan,
        first.Wan is { } from && last.Wan is { } to ? Grown(from.Received, to.Received) : null,
        first.Wan is { } begun && last.Wan is { } ended ? Grown(begun.Sent, ended.Sent) : null,
        answers);

    /// <summary>What has passed, in words: what the interface carried, or that echoes were answered.</summary>
    public string Carried(bool down) => (down ? Received : Sent) is { } bytes and >= Notable
        ? $"{Size(bytes)} {(down ? "came in" : "went out")} through {Wan}"
        : string.Create(CultureInfo.InvariantCulture, $"{Answers} of our echoes were answered");

    /// <summary>Both directions in a line.</summary>
    public override string ToString()
    {
        string interfaces = Received is { } came && Sent is { } went
            ? $"; {Wan} received {Size(came)} and sent {Size(went)}"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"in {Length.Seconds:0.0} s the queues counted ")
            + $"{Size(DownBytes)} down, {Size(UpBytes)} up{interfaces}; "
            + $"{Amount.Of(Answers, "echo")} {(Answers == 1 ? "was" : "were")} answered" + Cadences();
    }

    private string Cadences()
    {
        if (QueuesEvery is not { } queues)
            return "";
        string interfaces = WanEvery is { } every ? $", those of {Wan} {Often(every)}" : "";
        return $"; the queues' counters are refreshed {Often(queues)}{interfaces}";
    }

    private static string Often(Duration every) => every == Duration.Zero
        ? "with each reading"
        : string.Create(CultureInfo.InvariantCulture, $"every {every.Seconds:0.0} s");

    /// <summary>Bytes in a unit that people read.</summary>
    public static string Size(ulong bytes) => bytes switch
    {
        < 1000 => Amount.Of((long)bytes, "byte"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };

    private static CountVerdict Judge(ulong counted, ulong? carried) =>
        carried is not { } passed || passed < Notable ? CountVerdict.Fine
        : counted == 0 ? CountVerdict.Nothing
        : counted < passed * ShareLeast ? CountVerdict.Little
        : CountVerdict.Fine;

    private static ulong Grown(ulong before, ulong after) => after >= before ? after - before : after;
}
