using System.Threading;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Router;
using Wanctl.Host.Time;

namespace Wanctl.Host.Loop;

/// <summary>One link with its senses and its hand: what the loop steps once a tick.</summary>
public sealed class Link : IDisposable
{
    /// <summary>
    /// Ticks between two notes of what should survive a restart; a second is finer than the file's five.
    /// </summary>
    private const int RememberTicks = 20;

    /// <summary>
    /// After this much silence the sockets are opened anew: an address or interface may have changed under them.
    /// </summary>
    private static readonly Duration RenewAfter = Duration.FromSeconds(10);

    private readonly IEchoChannel _channel;
    private readonly EchoProbe _probe;
    private readonly LineCheck _check;
    private readonly IShaperHand _hand;
    private readonly Published<LinkSnapshot> _snapshot = new();
    private SettingsEpoch _epoch;
    private string _downRefusal = "";
    private string _upRefusal = "";
    private LineState _line;
    private Instant _silentSince = Instant.Never;
    private byte _nextReflector;
    private int _untilRemember;
    private (Rate Down, Rate Up) _remembered;

    /// <summary>Joins a link's settings and memory with its senses and its hand.</summary>
    public Link(
        LinkSettings settings,
        LinkState state,
        IEchoChannel channel,
        EchoProbe probe,
        LineCheck check,
        IShaperHand hand)
    {
        Settings = settings;
        _epoch = new SettingsEpoch(0, settings, null);
        State = state;
        _channel = channel;
        _probe = probe;
        _check = check;
        _hand = hand;
    }

    /// <summary>What it runs on.</summary>
    public LinkSettings Settings { get; private set; }

    /// <summary>The same with the tick since when; any thread may read it, and what was in force before.</summary>
    public SettingsEpoch Epoch => Volatile.Read(ref _epoch);

    /// <summary>What it carries from tick to tick.</summary>
    public LinkState State { get; }

    /// <summary>What it saw and chose.</summary>
    public JournalFeed Journal { get; } = new();

    /// <summary>Asks one reflector, and gathers all that has come in since the previous tick.</summary>
    public Observation Gather(in TickSlot slot)
    {
        _probe.Ask(_nextReflector);
        Observation seen = default;
        seen.Tick = slot.Tick;
        seen.Now = slot.Now;
        seen.LateMicros = (int)Math.Min(slot.Late.Micros, int.MaxValue);
        _probe.Collect(ref seen.Echoes);
        _hand.Report(ref seen.Shaper);
        if (seen.Shaper.Down.Outcome == WriteOutcome.Refused)
            Volatile.Write(ref _downRefusal, _hand.Refusal(ofDown: true));
        if (seen.Shaper.Up.Outcome == WriteOutcome.Refused)
            Volatile.Write(ref _upRefusal, _hand.Refusal(ofDown: false));
        bool silent = _line is LineState.Silent or LineState.EchoesBlocked or LineState.Down;
        seen.Connectivity = _check.Ask(silent, slot.Now);
        Renew(silent, slot.Now);
        return seen;
    }

    /// <summary>Records the tick and lets the hand act.</summary>
    public void Apply(in Observation seen, in Decision chosen)
    {
        Journal.Record(in seen, in chosen);
        _hand.Apply(in chosen);
        _hand.Look(in chosen);
        _line = chosen.Line;
        _nextReflector = chosen.NextReflector;
        // A limit that has changed is noted at once: a daemon that is stopped then begins with it.
        bool changed = chosen.Down.Applied != _remembered.Down || chosen.Up.Applied != _remembered.Up;
        if (--_untilRemember <= 0 || changed)
            Remember(in chosen);
    }

    /// <summary>
    /// The latest note of counters, reflectors and what should survive a restart; any thread may read it.
    /// </summary>
    public bool TryGetSnapshot(out LinkSnapshot snapshot) => _snapshot.TryRead(out snapshot);

    /// <summary>
    /// The shaper's words on why it refused the last write of a direction; empty before the first. Any thread may read
    /// it.
    /// </summary>
    public string Refusal(bool ofDown) => Volatile.Read(ref ofDown ? ref _downRefusal : ref _upRefusal);

    /// <summary>Goes on under changed settings.</summary>
    public void Adopt(LinkSettings settings)
    {
        State.Adopt(settings);
        Settings = settings;
        Volatile.Write(ref _epoch, new SettingsEpoch(Journal.End, settings, _epoch));
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private void Renew(bool silent, Instant now)
    {
        if (!silent)
        {
            _silentSince = now;
            return;
        }
        if (now - _silentSince < RenewAfter)
            return;
        _silentSince = now;
        _channel.Renew();
    }

    private void Remember(in Decision chosen)
    {
        _untilRemember = RememberTicks;
        _remembered = (chosen.Down.Applied, chosen.Up.Applied);
        LinkSnapshot snapshot = default;
        State.Remember(ref snapshot.Memory);
        snapshot.Memory.DownApplied = chosen.Down.Applied;
        snapshot.Memory.UpApplied = chosen.Up.Applied;
        snapshot.DownCapacity = State.Law.DownCapacity;
        snapshot.UpCapacity = State.Law.UpCapacity;
        snapshot.Counters = _probe.Counters;
        snapshot.SendTrouble = _channel.Trouble;
        ReflectorTable reflectors = State.Reflectors;
        snapshot.ReflectorCount = reflectors.Count;
        for (int i = 0; i < reflectors.Count; i++)
            snapshot.SetReflector(i, in reflectors[i], State.Law.IdleRttMicros(i));
        _snapshot.Write(in snapshot);
    }
}
