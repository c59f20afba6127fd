using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// Tells a queue that counts nothing from an idle line: our own echoes pass the upload's queue, some 10 kbit/s of them,
/// so that its counter moves whenever echoes are answered. Where it does not, packets go past the queue, and nothing
/// that its counters say can be believed. Answers need not pass the download's queue, for this machine may lie
/// elsewhere behind the router: it is blind where the upload's is, or carries more than our echoes. Fixed memory.
/// </summary>
public sealed class CountWatch
{
    /// <summary>A counter that stands for so long while echoes are answered is told.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(30);

    /// <summary>
    /// From here on nothing is learned from its standing still: several times the slowest refresh that was assumed.
    /// </summary>
    private static readonly Duration Doubt = Duration.FromSeconds(3);

    /// <summary>A reading older than this says nothing about this moment; readings are 5 s apart at most.</summary>
    private static readonly Duration Stale = Duration.FromSeconds(12);

    /// <summary>Answers that must have come meanwhile; fewer may all have been lost on their way out.</summary>
    private const int AnswersLeast = 20;

    /// <summary>
    /// Bytes an answered echo that the upload's queue must have counted for the packets to be others' too: an echo
    /// weighs 84 and more with the line's overhead.
    /// </summary>
    private const ulong OthersBytes = 300;

    private Way _down = Way.Unread;
    private Way _up = Way.Unread;
    private ulong _upAtDown;

    /// <summary>Whether the download's queue counts nothing though packets come.</summary>
    public bool DownBlind { get; private set; }

    /// <summary>Whether the upload's queue counts nothing though echoes pass.</summary>
    public bool UpBlind { get; private set; }

    /// <summary>Since when the download's counter stands; <see cref="Instant.Never"/> before a reading.</summary>
    public Instant DownSince => _down.MovedAt;

    /// <summary>Since when the upload's counter stands; <see cref="Instant.Never"/> before a reading.</summary>
    public Instant UpSince => _up.MovedAt;

    /// <summary>
    /// Whether the counters must not be believed when they say that nothing passes: the upload's stands although echoes
    /// are answered.
    /// </summary>
    public bool Doubtful { get; private set; }

    /// <summary>Which counter tells what passes the download's queue, and how often it is brought up to date.</summary>
    public CounterChoice Down { get; } = new();

    /// <summary>The same of the upload's queue.</summary>
    public CounterChoice Up { get; } = new();

    /// <summary>Takes a tick.</summary>
    public void Take(in Observation seen)
    {
        Down.Take(in seen.Shaper.Down, seen.Shaper.Restarted, seen.Now);
        Up.Take(in seen.Shaper.Up, seen.Shaper.Restarted, seen.Now);
        int answers = 0;
        for (int i = 0; i < seen.Echoes.Count; i++)
            answers += seen.Echoes[i].Answered ? 1 : 0;
        // What a queue of another life has counted is nothing to compare with.
        bool begins = seen.Shaper.Restarted || seen.Shaper.State != ShaperState.Ready;
        if (begins)
        {
            _down = Way.Unread;
            _up = Way.Unread;
        }
        bool first = _up.ReadAt == Instant.Never;
        _up.Take(in seen.Shaper.Up, answers, seen.Now);
        if (_down.Take(in seen.Shaper.Down, answers, seen.Now) || first)
            _upAtDown = _up.Bytes;
        UpBlind = _up.Stands(Patience, seen.Now) && _up.Answers >= AnswersLeast;
        bool others = _up.Bytes > _upAtDown && _up.Bytes - _upAtDown > OthersBytes * (ulong)_down.Answers;
        DownBlind = _down.Stands(Patience, seen.Now) && _down.Answers >= AnswersLeast && (UpBlind || others);
        Doubtful = _up.Stands(Doubt, seen.Now) && _up.Answers > 0;
    }

    /// <summary>One direction's counter.</summary>
    private struct Way
    {
        public static readonly Way Unread = new() { MovedAt = Instant.Never, ReadAt = Instant.Never };

        public ulong Bytes;
        public Instant MovedAt;
        public Instant ReadAt;
        public int Answers;

        /// <summary>Takes what was said; true where the counter has moved, or was read for the first time.</summary>
        public bool Take(in DirectionReport report, int answers, Instant now)
        {
            Answers += answers;
            if (!report.Read)
                return false;
            bool moved = ReadAt == Instant.Never || report.Bytes != Bytes;
            ReadAt = now;
            if (!moved)
                return false;
            Bytes = report.Bytes;
            MovedAt = now;
            Answers = 0;
            return true;
        }

        public readonly bool Stands(Duration length, Instant now) =>
            ReadAt > Instant.Never && now - ReadAt < Stale && ReadAt - MovedAt >= length;
    }
}
