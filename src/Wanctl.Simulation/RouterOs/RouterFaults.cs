using System.Threading;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// How the simulated router misbehaves. All switches may be turned at any time and from any thread; they act on all
/// connections. What happens once, such as a reboot, is a method of <see cref="RouterOsServer"/> or
/// <see cref="RouterWorld"/>.
/// </summary>
public sealed class RouterFaults
{
    private int _closeAfterBytes = -1;
    private byte[]? _injected;

    /// <summary>Time from a command to its answer, on top of what the machine takes.</summary>
    public Duration AnswerDelay { get; set; }

    /// <summary>
    /// A random time from zero to this is added to each delay; answers of one connection keep their order.
    /// </summary>
    public Duration AnswerJitter { get; set; }

    /// <summary>
    /// While true, commands are carried out but answers are kept back. Turned off, all of them go out at once.
    /// </summary>
    public bool Stalled { get; set; }

    /// <summary>
    /// How many commands may come in a burst before answers become slow; 0 is never. A CHR was seen to have its
    /// knee at 120 to 220.
    /// </summary>
    public int KneeBurst { get; set; }

    /// <summary>Commands a second that are answered past the knee, over all connections; 130 on that CHR.</summary>
    public int KneeRate { get; set; } = 130;

    /// <summary>Answers are sent in pieces of so many bytes; 0 is whole.</summary>
    public int FragmentSize { get; set; }

    /// <summary>Time between two pieces; without it the network may join them again.</summary>
    public Duration FragmentPause { get; set; }

    /// <summary>
    /// Each word is sent alone and Nagle's algorithm is on. With a receiver that delays its acknowledgements this
    /// costs 40 ms an answer.
    /// </summary>
    public bool OneWritePerWord { get; set; }

    /// <summary>
    /// Whether a print without rows says <c>!empty</c>, as RouterOS 7.18 and later do. On at first.
    /// </summary>
    public bool EmptyReply { get; set; } = true;

    /// <summary>
    /// Time does not pass for the router's scheduler and lists by itself; whoever calls <see cref="RouterWorld.Tick"/>
    /// lets it.
    /// </summary>
    public bool ClockStands { get; set; }

    /// <summary>
    /// How often the counters of queues and rules that a print shows are brought up to date; zero for with each print.
    /// Nobody knows how often a RouterOS does it.
    /// </summary>
    public Duration CounterRefresh { get; set; }

    /// <summary>The same of the counters of interfaces.</summary>
    public Duration InterfaceRefresh { get; set; }

    /// <summary>What leaves and enters each interface beside the traffic of queues, all the time.</summary>
    public Rate OtherTraffic { get; set; }

    /// <summary>What becomes of logins.</summary>
    public LoginFault Login { get; set; }

    /// <summary>Changes are refused with "not enough permissions (9)".</summary>
    public bool ReadOnly { get; set; }

    /// <summary>
    /// Changes of <c>max-limit</c> are refused with these words, as a router does with a <c>limit-at</c> above the
    /// limit; null is never.
    /// </summary>
    public string? RefusedLimits { get; set; }

    /// <summary>Connections are reset as soon as they are accepted.</summary>
    public bool RefuseConnections { get; set; }

    /// <summary>
    /// The next sends close a connection in the middle, once so many bytes have gone out; negative is never. It
    /// happens once.
    /// </summary>
    public int CloseAfterBytes
    {
        get => Volatile.Read(ref _closeAfterBytes);
        set => Volatile.Write(ref _closeAfterBytes, value);
    }

    /// <summary>Whether <see cref="CloseAfterBytes"/> closes with a reset instead of an orderly end.</summary>
    public bool CloseWithReset { get; set; }

    /// <summary>Each <c>!done</c> of a tagged command comes twice.</summary>
    public bool DuplicateDone { get; set; }

    /// <summary>A reply word that nobody knows comes before each answer.</summary>
    public bool UnknownReplies { get; set; }

    /// <summary>A reply with a tag that was never used comes before each answer.</summary>
    public bool UnknownTags { get; set; }

    /// <summary>
    /// Answers to tagged commands that came together are mixed, the last command first. Their own sentences keep
    /// their order.
    /// </summary>
    public bool Interleave { get; set; }

    /// <summary>A print with a query on <c>comment</c> gives no rows.</summary>
    public bool CommentQueryIgnored { get; set; }

    /// <summary>
    /// Puts bytes in front of the next answer, once: garbage, or a hostile prefix such as <c>F0 FF FF FF FF</c>.
    /// </summary>
    public void Inject(params ReadOnlySpan<byte> bytes) => Volatile.Write(ref _injected, bytes.ToArray());

    internal byte[]? TakeInjected() => Interlocked.Exchange(ref _injected, null);
}
