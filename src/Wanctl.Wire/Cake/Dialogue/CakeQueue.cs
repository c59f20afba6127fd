using System.Text;

namespace Wanctl.Wire.Cake.Dialogue;

/// <summary>
/// The CAKE on one interface: whether it is there, how it is set up, the change on its way, and the last reading.
/// </summary>
public sealed class CakeQueue
{
    /// <summary>
    /// Dumps in a row without the CAKE before it counts as gone: a dump of several parts can miss one that is being
    /// replaced, and scripts delete and create again within milliseconds.
    /// </summary>
    private const int MissesMax = 2;

    private readonly byte[] _name;
    private readonly CakeMeter _meter = new();
    private CakeTally _tally;
    private CakeReading _reading;
    private CakeSetup _setup;
    private CakeStatistics _statistics;
    private ulong _pending;
    private bool _hasPending;
    private bool _fresh;
    private bool _everReady;
    private bool _awaited;
    private int _misses;
    private CakeOutcome _outcome;

    internal CakeQueue(string name) => _name = Encoding.UTF8.GetBytes(name);

    /// <summary>The interface's name.</summary>
    public ReadOnlySpan<byte> Name => _name;

    /// <summary>What is known of it.</summary>
    public CakeQueueState State { get; private set; }

    /// <summary>The interface's number; 0 while there is none of this name.</summary>
    public int Index { get; private set; }

    /// <summary>Whether the interface is up and can carry packets; a CAKE can be changed either way.</summary>
    public bool Running { get; private set; }

    /// <summary>Where the CAKE hangs, or last hung.</summary>
    public CakePlace Place { get; private set; }

    /// <summary>Its set-up at the last reading.</summary>
    public ref readonly CakeSetup Setup => ref _setup;

    /// <summary>Its set-up before somebody else changed it last; see <see cref="Alterations"/>.</summary>
    public CakeSetup SetupBefore { get; private set; }

    /// <summary>What its tins told at the last reading.</summary>
    public ref readonly CakeStatistics Statistics => ref _statistics;

    /// <summary>
    /// How often another qdisc has taken its place, so that counters began anew and limits are unknown.
    /// </summary>
    public int Replacements { get; private set; }

    /// <summary>How often something else than the bandwidth was changed, which wanctl never does.</summary>
    public int Alterations { get; private set; }

    /// <summary>The port of the socket that last changed a qdisc here and is not ours; mostly a process id.</summary>
    public uint ForeignPort { get; private set; }

    /// <summary>The error number with which the kernel last refused a bandwidth; 0 before that.</summary>
    public int RefusalNumber { get; private set; }

    /// <summary>The kernel's own words with that number; mostly empty.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Whether a bandwidth waits to be sent.</summary>
    public bool Pending => _hasPending;

    /// <summary>The bandwidth that waits.</summary>
    internal ulong Wanted => _pending;

    /// <summary>The bandwidth that was sent last, in bytes per second.</summary>
    public ulong Sent { get; private set; }

    /// <summary>Whether the interface has to be asked for.</summary>
    internal bool NeedsLook { get; set; } = true;

    /// <summary>Number of the question about the interface; 0 for none.</summary>
    internal uint LookSequence { get; private set; }

    /// <summary>Number of the change that waits for its answer; 0 for none.</summary>
    internal uint ChangeSequence { get; private set; }

    /// <summary>Asks for a bandwidth in bytes per second; the newest value wins.</summary>
    public void Want(ulong bytesPerSecond)
    {
        _pending = bytesPerSecond;
        _hasPending = true;
    }

    /// <summary>What became of the last change, once.</summary>
    public CakeOutcome TakeOutcome()
    {
        CakeOutcome outcome = _outcome;
        _outcome = CakeOutcome.None;
        return outcome;
    }

    /// <summary>The newest reading, once.</summary>
    public bool TryTakeReading(out CakeReading reading)
    {
        reading = _reading;
        bool fresh = _fresh;
        _fresh = false;
        return fresh;
    }

    /// <summary>The interface's name as text, for messages.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_name);

    /// <summary>The interface has been asked for under this number.</summary>
    internal void Look(uint sequence)
    {
        NeedsLook = false;
        LookSequence = sequence;
    }

    /// <summary>The kernel tells of the interface of this name.</summary>
    internal void Found(int index, bool running)
    {
        NeedsLook = false;
        Index = index;
        Running = running;
    }

    /// <summary>There is no interface of this name any more.</summary>
    internal void Vanished()
    {
        Index = 0;
        Running = false;
    }

    /// <summary>Somebody else has made, changed or deleted a qdisc on the interface.</summary>
    internal void Notice(uint port) => ForeignPort = port;

    /// <summary>A dump begins.</summary>
    internal void Begin()
    {
        _tally = default;
        _awaited = ChangeSequence != 0;
    }

    /// <summary>The dump's next entry of the interface.</summary>
    internal void Take(in Netlink.QdiscEntry entry) => _tally.Take(in entry);

    /// <summary>An entry of the interface cannot be read.</summary>
    internal void TakeBroken() => _tally.Broken = true;

    /// <summary>The dump is complete: what it has shown counts.</summary>
    internal void Conclude()
    {
        // The kernel answers in order, so a change whose answer has not come before the end of a later dump has none.
        if (_awaited && ChangeSequence != 0)
            Settle(CakeOutcome.Lost);
        if (_tally.Broken)
            return;
        CakeQueueState found = Index == 0 ? CakeQueueState.NoInterface : _tally.State;
        if (found == CakeQueueState.Ready)
            Accept();
        else if (State != CakeQueueState.Ready || ++_misses >= MissesMax)
            Leave(found);
    }

    /// <summary>The bandwidth that waited is on its way under this number.</summary>
    internal void Send(uint sequence)
    {
        _hasPending = false;
        Sent = _pending;
        ChangeSequence = sequence;
    }

    /// <summary>The change has been answered, or has been lost.</summary>
    internal void Settle(CakeOutcome outcome)
    {
        ChangeSequence = 0;
        _outcome = outcome;
    }

    /// <summary>The change was refused, for this reason.</summary>
    internal void Refuse(int number, string words)
    {
        RefusalNumber = number;
        Refusal = words;
    }

    /// <summary>
    /// The socket is gone: all that is known is out of date, and what was on its way is of unknown fate.
    /// </summary>
    internal void Forget()
    {
        Leave(CakeQueueState.Unknown);
        NeedsLook = true;
        LookSequence = 0;
        Vanished();
    }

    private void Accept()
    {
        bool other = _everReady && (_tally.Place != Place || _meter.WentBack(in _tally));
        if (other || !_everReady)
            _meter.Restart();
        if (other)
            Replacements++;
        else if (_everReady && _tally.Setup with { BytesPerSecond = _setup.BytesPerSecond } != _setup)
            Alter();
        Place = _tally.Place;
        _setup = _tally.Setup;
        _statistics = _tally.Statistics;
        _reading = _meter.Take(in _tally);
        _fresh = true;
        _everReady = true;
        _misses = 0;
        State = CakeQueueState.Ready;
    }

    private void Alter()
    {
        SetupBefore = _setup;
        Alterations++;
    }

    private void Leave(CakeQueueState state)
    {
        if (_hasPending || ChangeSequence != 0)
            Settle(CakeOutcome.Lost);
        _hasPending = false;
        _fresh = false;
        _misses = 0;
        State = state;
    }
}
