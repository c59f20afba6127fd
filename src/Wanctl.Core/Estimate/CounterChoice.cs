using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// Which counter tells what passes one direction's queue. Where the queue's own is refreshed seldom, that of the
/// interface which the queue stands on may be refreshed more often; it counts link headers and whatever else leaves
/// there, so that it is used only while it shows the queue's traffic, held against the queue's own counter all the
/// time. Fixed memory; a function of what the shaper said.
/// </summary>
public sealed class CounterChoice
{
    /// <summary>An interface that is refreshed so many times as often is worth reading.</summary>
    private const long FasterBy = 2;

    /// <summary>Headers of full packets are some per cent of them; beyond this it is other traffic, or packets so small
    /// that the two measures are different ones.</summary>
    private const double RatioSlack = 0.1;

    /// <summary>In bursts the doubt about when a refresh was is a share of what the limit allows.</summary>
    private const double AllowedSlack = 0.05;

    /// <summary>Two counters that carry less than this share of the limit cannot be told from each other.</summary>
    private const double UsedLeast = 0.1;

    /// <summary>Over so many times the doubt about when a refresh was, that doubt is some 5 % at both ends together.
    /// </summary>
    private const double DoubtsCompared = 38;

    /// <summary>So many comparisons in use must have been alike.</summary>
    private const int AlikeLeast = 2;

    /// <summary>So many readings of the queue in a row without one of the interface, and it is not read.</summary>
    private const int MissedMost = 10;

    private static readonly Duration ComparedLeast = Duration.FromMillis(1900);

    /// <summary>An interface that has shown no faster counter within so long is read no more for a while.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(10);

    private static readonly Duration RestFirst = Duration.FromSeconds(60);
    private static readonly Duration RestMost = Duration.FromSeconds(3600);

    private readonly ByteMeter _carried = new();
    private Instant _since = Instant.Never;
    private Instant _restUntil = Instant.Never;
    private Duration _rest = Duration.Zero;
    private Mark? _from;
    private Mark? _to;
    private int _alike;
    private int _missed;

    /// <summary>How often the queue's own counter is refreshed.</summary>
    public CounterCadence Queue { get; } = new();

    /// <summary>How often the interface's counter is refreshed, as far as it was read.</summary>
    public CounterCadence Interface { get; } = new();

    /// <summary>Whose counter is used, and whether the interface's is to be read.</summary>
    public CounterSource Source { get; private set; }

    /// <summary>What spoke against the interface's counter when it was last given up; nothing while it is used.
    /// </summary>
    public CounterFault Fault { get; private set; }

    /// <summary>
    /// The least share of what the queue counted that the interface showed, over the comparisons that were alike; 1
    /// before one.
    /// </summary>
    internal double LeastShare { get; private set; } = 1;

    /// <summary>Whether the interface's counter begins anew with this tick: nothing was read of it lately.</summary>
    internal bool InterfaceBegins { get; private set; }

    /// <summary>Whether the interface's counter is read, and it is known how often it is refreshed.</summary>
    private bool Shown => Interface.Known && _missed <= MissedMost;

    /// <summary>Whether it is refreshed so often that it is worth it.</summary>
    private bool Faster => Shown && Interface.Told * FasterBy <= Queue.Told;

    /// <summary>Takes a tick.</summary>
    /// <param name="report">What the shaper said of this direction.</param>
    /// <param name="restarted">Whether its counters have begun anew.</param>
    /// <param name="now">The tick.</param>
    public void Take(in DirectionReport report, bool restarted, Instant now)
    {
        Queue.Take(in report, restarted);
        InterfaceBegins = restarted;
        bool slow = Queue.Told > Duration.Zero;
        if (Source == CounterSource.Queue && slow && now >= _restUntil)
            InterfaceBegins = true;
        if (InterfaceBegins)
            Begin(slow, now);
        DirectionReport carried = OfInterface(in report);
        Interface.Take(in carried, InterfaceBegins);
        carried.Read = Interface.Tells;
        carried.ReadAt = Interface.RefreshedAt;
        _carried.Take(in carried, InterfaceBegins, allowed: 0);
        if (report.Read)
            _missed = report.InterfaceRead ? 0 : _missed + 1;
        if (Source == CounterSource.Queue)
            return;
        if (Queue.Tells)
            _to = new Mark(Queue.RefreshedAt, report.Bytes, 0, report.Limit);
        CounterFault fault = Compare();
        if (!Faster && (Source == CounterSource.Interface || now - _since > Patience))
            fault = Shown ? CounterFault.NoFaster : CounterFault.Unread;
        if (fault != CounterFault.None || !slow)
            Leave(fault, now);
        else if (Source == CounterSource.Trial && Faster && _alike >= AlikeLeast)
            Enter(CounterSource.Interface, now);
    }

    /// <summary>What the shaper said of the interface, as a report of its own.</summary>
    internal static DirectionReport OfInterface(in DirectionReport report) => new()
    {
        Read = report.InterfaceRead,
        ReadAt = report.ReadAt,
        Bytes = report.InterfaceBytes,
    };

    private void Begin(bool slow, Instant now)
    {
        _from = null;
        _to = null;
        _alike = 0;
        _missed = 0;
        LeastShare = 1;
        Enter(slow && now >= _restUntil ? CounterSource.Trial : CounterSource.Queue, now);
    }

    private void Enter(CounterSource source, Instant now)
    {
        Source = source;
        _since = now;
        if (source == CounterSource.Interface)
            Fault = CounterFault.None;
    }

    /// <summary>
    /// Gives the interface up, for longer each time, but for the first time again where it was of use for as long.
    /// </summary>
    private void Leave(CounterFault fault, Instant now)
    {
        bool served = Source == CounterSource.Interface && now - _since > _rest;
        Fault = fault;
        if (fault != CounterFault.None)
        {
            Duration longer = _rest * 2 < RestMost ? _rest * 2 : RestMost;
            _rest = served || _rest == Duration.Zero ? RestFirst : longer;
            _restUntil = now + _rest;
        }
        Enter(CounterSource.Queue, now);
    }

    /// <summary>
    /// Holds what both have counted between two refreshes of the queue's counter against each other, as soon as the
    /// interface has told of the later one.
    /// </summary>
    private CounterFault Compare()
    {
        if (_to is not { } queue || Interface.RefreshedAt < queue.At || !_carried.Reaches(queue.At))
            return CounterFault.None;
        Mark to = queue with { Carried = _carried.PassedAt(queue.At) };
        _to = null;
        if (_from is not { } from || to.Bytes < from.Bytes)
        {
            _from = to;
            return CounterFault.None;
        }
        double seconds = (to.At - from.At).Seconds;
        if (seconds < Math.Max(ComparedLeast.Seconds, DoubtsCompared * Queue.Doubt.Seconds))
            return CounterFault.None;
        double counted = 8.0 * (to.Bytes - from.Bytes);
        double allowed = to.Limit.BitsPerSecond * seconds;
        double carried = to.Carried - from.Carried;
        double apart = Math.Abs(carried - counted);
        _from = to;
        if (apart > RatioSlack * counted + AllowedSlack * allowed)
            return CounterFault.Differs;
        if (apart > RatioSlack * counted || counted < UsedLeast * allowed || counted <= 0)
            return CounterFault.None;
        _alike++;
        LeastShare = Math.Min(LeastShare, carried / counted);
        return CounterFault.None;
    }

    /// <summary>What both counters showed at a refresh of the queue's.</summary>
    /// <param name="At">When it was.</param>
    /// <param name="Bytes">By the queue.</param>
    /// <param name="Carried">Bits by the interface, on a scale of their own.</param>
    /// <param name="Limit">The limit that was read with it.</param>
    private readonly record struct Mark(Instant At, ulong Bytes, double Carried, Rate Limit);
}
