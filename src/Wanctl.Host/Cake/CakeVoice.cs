using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Tell;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Host.Cake;

/// <summary>
/// Tells what happens to the kernel's CAKEs: each change once, and a trouble that lasts or repeats once a minute.
/// </summary>
internal sealed class CakeVoice
{
    private static readonly Duration Reminder = Duration.FromSeconds(60);

    /// <summary>
    /// A turn's call to the kernel takes a tenth of a millisecond. Where it takes a thousand times that, something
    /// holds the lock on the network's set-up, and the loop was late because of it.
    /// </summary>
    private static readonly Duration SlowAfter = Duration.FromMillis(100);

    /// <summary>
    /// A CAKE that a script deletes and makes anew is back sooner than that; then it was only replaced.
    /// </summary>
    private static readonly Duration TroublePatience = Duration.FromMillis(300);

    private const string Kernel = "kernel";
    private const string Forbidden =
        "needs CAP_NET_ADMIN: run as root, or setcap cap_net_admin,cap_net_raw+ep on this file";

    /// <summary>Process ids end here (PID_MAX_LIMIT); a port above is a number that the kernel has drawn.</summary>
    private const uint ProcessMax = 1 << 22;

    private readonly CakeDialogue _dialogue;
    private readonly EventQueue _events;
    private readonly Told[] _told;
    private Instant _overrunAt = Instant.Never;
    private Instant _slowAt = Instant.Never;
    private Instant _complainAt = Instant.Never;
    private Instant _closedAt = Instant.Never;
    private string _complaint = "";
    private string _closed = "";
    private int _complaints;
    private int _overruns;

    public CakeVoice(CakeDialogue dialogue, EventQueue events)
    {
        _dialogue = dialogue;
        _events = events;
        _told = new Told[dialogue.Queues.Length];
    }

    /// <summary>Looks for changes; <paramref name="took"/> is how long the turn's calls to the kernel took.</summary>
    public void Listen(Duration took, Instant now)
    {
        if (took > SlowAfter && Due(ref _slowAt, now))
            _events.Post(Happening.KernelSlow, Kernel, "", (long)took.Millis);
        if (_dialogue.Overruns != _overruns && Due(ref _overrunAt, now))
        {
            _events.Post(Happening.KernelOverrun, Kernel, "", _dialogue.Overruns - _overruns);
            _overruns = _dialogue.Overruns;
        }
        if (_dialogue.Complaints != _complaints)
            Complain(now);
        if (!_dialogue.Informed)
            return;
        _closed = "";
        for (int i = 0; i < _told.Length; i++)
            Follow(_dialogue.Queues[i], ref _told[i], now);
    }

    /// <summary>There is no socket to the kernel, or it is of no use any more.</summary>
    public void Closed(string why, Instant now)
    {
        if (why == _closed && now - _closedAt < Reminder)
            return;
        _closed = why;
        _closedAt = now;
        _events.Post(Happening.KernelAway, Kernel, why);
    }

    private static bool Due(ref Instant last, Instant now)
    {
        if (last > Instant.Never && now - last < Reminder)
            return false;
        last = now;
        return true;
    }

    private void Complain(Instant now)
    {
        _complaints = _dialogue.Complaints;
        if (_dialogue.Complaint == _complaint && now - _complainAt < Reminder)
            return;
        _complaint = _dialogue.Complaint;
        _complainAt = now;
        string why = _dialogue.Forbidden ? Forbidden : Libc.Explain(_dialogue.ErrorNumber);
        _events.Post(Happening.KernelRefuses, Kernel, $"{_complaint}: {why}");
    }

    private void Follow(CakeQueue queue, ref Told told, Instant now)
    {
        if (queue.State != told.Seen)
        {
            told.Seen = queue.State;
            told.SeenAt = now;
        }
        bool ready = queue.State == CakeQueueState.Ready;
        bool settled = ready || (queue.State != CakeQueueState.Unknown && now - told.SeenAt >= TroublePatience);
        if (queue.State != told.State && settled)
        {
            string text = ready ? CakeWords.Of(in queue.Setup) : CakeWords.Of(queue.State, queue.ToString());
            _events.Post(ready ? Happening.CakeFound : Happening.CakeTrouble, queue.ToString(), text);
            told.State = queue.State;
        }
        else if (ready && queue.Replacements != told.Replacements)
        {
            _events.Post(Happening.CakeReplaced, queue.ToString(), CakeWords.Of(in queue.Setup));
        }
        if (queue.Alterations != told.Alterations)
        {
            string changes = CakeWords.Changes(queue.SetupBefore, in queue.Setup);
            string by = queue.ForeignPort is > 0 and <= ProcessMax ? $" by process {queue.ForeignPort}" : "";
            _events.Post(Happening.CakeChanged, queue.ToString(), changes + by);
        }
        if (queue.Index != 0 && queue.Running == told.Down)
        {
            told.Down = !queue.Running;
            _events.Post(told.Down ? Happening.InterfaceDown : Happening.InterfaceUp, queue.ToString());
        }
        if (ready)
            told.Replacements = queue.Replacements;
        told.Alterations = queue.Alterations;
    }

    private struct Told
    {
        public CakeQueueState State;
        public CakeQueueState Seen;
        public Instant SeenAt;
        public int Replacements;
        public int Alterations;
        public bool Down;
    }
}
