using System.Threading;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;

namespace Wanctl.Host.Loop;

/// <summary>
/// The last decisions of steering, as others may read them while the loop goes on writing; as <see
/// cref="JournalFeed"/>, for one kind of record.
/// </summary>
public sealed class SteeringFeed(int capacity)
{
    /// <summary>Keeps a reader off the record that the writer is about to overwrite.</summary>
    private const int Margin = 8;

    private const int Unsafe = 2;

    private readonly SteeringDecision[] _records = new SteeringDecision[Math.Max(capacity, 2 * Margin)];
    private long _published;
    private long _toAlternate;
    private long _toPrimary;
    private long _switchedNanos;

    /// <summary>Switches to the other WAN since the start, imagined ones of observe mode included.</summary>
    public long ToAlternate => Volatile.Read(ref _toAlternate);

    /// <summary>Switches back since the start.</summary>
    public long ToPrimary => Volatile.Read(ref _toPrimary);

    /// <summary>When the last switch was confirmed; the first decision before any.</summary>
    public Instant SwitchedAt => new(Volatile.Read(ref _switchedNanos));

    /// <summary>Decisions recorded so far; also the position behind the newest.</summary>
    public long End => Volatile.Read(ref _published);

    /// <summary>Records a decision. The loop's thread only.</summary>
    public void Record(in SteeringDecision decision)
    {
        _records[(int)(_published % _records.Length)] = decision;
        if (_published == 0 || decision.Switched)
            Volatile.Write(ref _switchedNanos, decision.Now.Nanos);
        if (decision.Switched && decision.Steered)
            Volatile.Write(ref _toAlternate, _toAlternate + 1);
        else if (decision.Switched)
            Volatile.Write(ref _toPrimary, _toPrimary + 1);
        Volatile.Write(ref _published, _published + 1);
    }

    /// <summary>
    /// Copies the decision at <paramref name="position"/> and moves on; a reader that has fallen behind is moved to the
    /// oldest decision that is safe to read.
    /// </summary>
    /// <returns>False where there is no newer decision.</returns>
    public bool TryRead(ref long position, out SteeringDecision decision)
    {
        while (true)
        {
            long end = End;
            decision = default;
            if (position >= end)
                return false;
            position = Math.Max(position, Math.Max(0, end - _records.Length + Margin));
            decision = _records[(int)(position % _records.Length)];
            Interlocked.MemoryBarrier();
            if (position < End - _records.Length + Unsafe)
                continue;
            position++;
            return true;
        }
    }

    /// <summary>The newest decision; false where there is none.</summary>
    public bool TryNewest(out SteeringDecision decision)
    {
        long position = Math.Max(0, End - 1);
        return TryRead(ref position, out decision);
    }
}
