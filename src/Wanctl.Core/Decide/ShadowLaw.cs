using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>
/// A law whose wishes nobody fulfils: the law of a dry run. Each wish begins at the limit that the shaper really has,
/// stands for some seconds, and is then given up, because what it would have done to the line can never be seen. So the
/// law inside neither waits for ever for a limit that does not come, nor builds on one that is not there.
/// </summary>
/// <remarks>
/// A law that does not look at the limit in force (<see cref="IRateLaw.Resume"/> does nothing) goes on from its own
/// wishes.
/// </remarks>
/// <param name="settings">The bounds that wishes keep.</param>
/// <param name="inner">The law that wishes.</param>
/// <param name="limits">Which limits are in force; has taken each tick before the law steps.</param>
public sealed class ShadowLaw(LinkSettings settings, IRateLaw inner, ShaperAccount limits) : IRateLaw
{
    /// <summary>A real limit is in force within some ticks; what it does shows within seconds.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(5);

    /// <summary>A wish that comes again within so long has never been away.</summary>
    private static readonly Duration Rest = Duration.FromSeconds(2);

    private Side _down;
    private Side _up;
    private Instant _openSince = Instant.Never;
    private Instant _shownUntil = Instant.Never;

    /// <inheritdoc/>
    public Rate DownCapacity => inner.DownCapacity;

    /// <inheritdoc/>
    public Rate UpCapacity => inner.UpCapacity;

    /// <inheritdoc/>
    public void Step(in Observation seen, ref Decision decision)
    {
        Instant now = seen.Now;
        _down.Read(limits.Down.Applied, settings.Download);
        _up.Read(limits.Up.Applied, settings.Upload);
        if (_openSince == Instant.Never && (_down.Moved || _up.Moved))
            Resume(now);
        inner.Step(in seen, ref decision);
        bool open = _down.Differs(decision.Down.Wanted) || _up.Differs(decision.Up.Wanted);
        if (!open)
            _openSince = Instant.Never;
        else if (_openSince == Instant.Never)
            _openSince = now;
        if (open && now - _openSince >= Patience)
        {
            _down.Keep(in decision.Down);
            _up.Keep(in decision.Up);
            _shownUntil = now + Rest;
            Resume(now);
        }
        if (now >= _shownUntil)
            return;
        _down.Show(ref decision.Down);
        _up.Show(ref decision.Up);
    }

    /// <inheritdoc/>
    public void Restore(in LinkMemory memory) => inner.Restore(in memory);

    /// <inheritdoc/>
    public void Remember(ref LinkMemory memory) => inner.Remember(ref memory);

    /// <inheritdoc/>
    public double IdleRttMicros(int reflector) => inner.IdleRttMicros(reflector);

    /// <inheritdoc/>
    public void RestoreIdleRtt(int reflector, double micros) => inner.RestoreIdleRtt(reflector, micros);

    /// <summary>Goes on from what the shaper has.</summary>
    private void Resume(Instant now)
    {
        _openSince = Instant.Never;
        if (!_down.Known || !_up.Known)
            return;
        _down.Begin();
        _up.Begin();
        inner.Resume(_down.Limit, _up.Limit, now);
    }

    /// <summary>One direction.</summary>
    private struct Side
    {
        private Rate _from;
        private Rate _shown;
        private Reason _shownReason;

        /// <summary>The limit that the shaper was last known to have, within the configured bounds.</summary>
        public Rate Limit { get; private set; }

        public readonly bool Known => Limit > Rate.Zero;

        /// <summary>Whether the shaper has another limit than wishes began at.</summary>
        public readonly bool Moved => Known && Limit != _from;

        public void Read(Rate applied, DirectionSettings bounds)
        {
            if (applied > Rate.Zero)
                Limit = bounds.Within(applied);
        }

        public void Begin() => _from = Limit;

        /// <summary>Whether this is a wish, and not what the shaper has.</summary>
        public readonly bool Differs(Rate wanted) => Known && wanted != Limit;

        public void Keep(in DirectionDecision decision)
        {
            _shown = decision.Wanted;
            _shownReason = decision.Reason;
        }

        /// <summary>Shows the wish that was given up where there is no other one yet.</summary>
        public readonly void Show(ref DirectionDecision decision)
        {
            if (Differs(decision.Wanted))
                return;
            decision.Wanted = _shown;
            decision.Reason = _shownReason;
        }
    }
}
