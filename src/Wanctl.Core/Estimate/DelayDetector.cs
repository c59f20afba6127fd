using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// Turns round-trip times into excess over each reflector's calm level, says how much of it means nothing on this line,
/// and when a queue has begun to stand. All values in milliseconds. Fixed memory.
/// </summary>
public sealed class DelayDetector
{
    /// <summary>Memory in seconds of what a held line shows. Moves <c>rrul-cable</c> most.</summary>
    private const double HeldSeconds = 5;

    /// <summary>The standard deviation of normal noise is so many times its mean deviation.</summary>
    private const double NoiseOfDeviation = 1.25;

    /// <summary>This share of what is taken for a queue means nothing in a single sample.</summary>
    private const double SlackShare = 0.25;

    /// <summary>
    /// What is taken for a queue, less the slack, is this share: two samples of such a queue or of a larger one, half
    /// of it each, make the sum.
    /// </summary>
    private const double AlarmShare = 0.75;

    /// <summary>
    /// Normal noise alone reaches a sum of so many standard deviations, with a slack of one, once in 20 000 samples: a
    /// quarter of an hour, counted by simulation. Then <see cref="Corroborated"/> is still asked.
    /// </summary>
    private const double AlarmNoises = 4;

    /// <summary>A line that has been held so long shows what it shows without a change.</summary>
    private static readonly Duration HeldFor = Duration.FromMillis(500);

    /// <summary>A line must carry next to nothing for so long before its delay counts as nobody's queue.</summary>
    private static readonly Duration QuietFor = Duration.FromMillis(500);

    /// <summary>An answer older than this says nothing about another reflector's.</summary>
    private static readonly Duration SameTime = Duration.FromMillis(500);

    /// <summary>A sign of a queue that lasts so long, and becomes none, is no sign of one.</summary>
    private static readonly Duration SignFor = Duration.FromSeconds(2);

    private readonly double _queueMs;
    private readonly IdleRtt _levels;
    private readonly double[] _restoredMs;
    private readonly DelayTrace _delays = new();
    private CusumDetector _test;
    private LineMood _mood;
    private Instant _quietSince = Instant.Never;
    private double _heldMs;
    private double _heldDeviationMs;

    /// <summary>A watch that knows nothing.</summary>
    /// <param name="queueMs">Excess that is taken for a queue; more than zero.</param>
    /// <param name="reflectors">How many reflectors there are.</param>
    /// <param name="aligned">Whether their levels are aligned while a queue stands, too: <see cref="IdleRtt"/>.</param>
    public DelayDetector(double queueMs, int reflectors, bool aligned = false)
    {
        _queueMs = queueMs;
        _levels = new IdleRtt(reflectors, aligned);
        _restoredMs = new double[reflectors];
    }

    /// <summary>The samples, as excess.</summary>
    public DelayTrace Samples => _delays;

    /// <summary>Whether an answer came with the last tick.</summary>
    public bool Fresh { get; private set; }

    /// <summary>When the newest answer came; <see cref="Instant.Never"/> before any.</summary>
    public Instant AnsweredAt { get; private set; } = Instant.Never;

    /// <summary>When an answer last came that waited for nothing: with less than half of what means nothing.</summary>
    public Instant CalmAt { get; private set; } = Instant.Never;

    /// <summary>The RTT of the first reflector without a queue; NaN before any answer.</summary>
    public double LevelMs => _levels.Reference;

    /// <summary>The same; 0 before any answer.</summary>
    public Duration CalmRtt => double.IsNaN(LevelMs) ? Duration.Zero : Duration.FromMillis(LevelMs);

    /// <summary>The newest excess; 0 before any answer.</summary>
    public double NewestMs => _delays.Count > 0 ? _delays[0].ExcessMs : 0;

    /// <summary>Evidence of a queue; 1 and more say that one stands.</summary>
    public double Evidence => _test.Evidence;

    /// <summary>When the queue that there is evidence of began.</summary>
    public Instant Onset => _test.Onset;

    /// <summary>
    /// Excess that means nothing: a part of what is taken for a queue, or the line's own scatter; on top of what a held
    /// line shows, and on slow lines of the packets that an echo has to wait for.
    /// </summary>
    public double SlackMs => Math.Max(SlackShare * _queueMs, NoiseMs) + Math.Max(_heldMs, _mood.GrainMs);

    /// <summary>The sum of excess over slack that is a queue.</summary>
    public double AlarmMs => Math.Max(AlarmShare * _queueMs, AlarmNoises * NoiseMs);

    /// <summary>The excess of the newest two samples that both agree on.</summary>
    public double StandingMs => _delays.Least(Math.Min(2, _delays.Count));

    /// <summary>Whether the excess is far beyond what is taken for a queue.</summary>
    public bool Glaring => StandingMs > 3 * (SlackMs + AlarmMs);

    /// <summary>How many samples it takes to tell a queue from none: more where each says less.</summary>
    public int Telling => (int)Math.Clamp(3 * Math.Sqrt(AlarmMs / 3.75), 3, 8);

    /// <summary>How far a sample strays by chance: from one to the next, or from what a held line shows.</summary>
    private double NoiseMs => Math.Max(_levels.ScatterMs, NoiseOfDeviation * _heldDeviationMs);

    /// <summary>The calm level of a reflector in microseconds; before its first answer what was restored, and 0 where
    /// that is nothing.</summary>
    public double IdleRttMicros(int reflector) =>
        1000 * (double.IsNaN(_levels[reflector]) ? _restoredMs[reflector] : _levels[reflector]);

    /// <summary>Takes over a level from before, in microseconds; the first level, if no answer comes sooner.</summary>
    public void RestoreIdleRtt(int reflector, double micros) => _restoredMs[reflector] = micros / 1000;

    /// <summary>Takes what came with a tick.</summary>
    /// <param name="echoes">The answers.</param>
    /// <param name="mood">What went on.</param>
    /// <param name="now">Not before the previous tick's.</param>
    /// <returns>The newest RTT; NaN where nothing came.</returns>
    public double Take(in EchoBatch echoes, in LineMood mood, Instant now)
    {
        _mood = mood;
        bool quiet = IsQuiet(now);
        double newest = double.NaN;
        Fresh = false;
        for (int i = 0; i < echoes.Count; i++)
        {
            EchoSample echo = echoes[i];
            if (!echo.Answered)
                continue;
            newest = echo.RttMicros / 1000.0;
            double first = double.IsNaN(_levels[echo.Reflector]) ? FirstMs(in echoes, echo.Reflector) : 0;
            bool alone = quiet || (!mood.Draining && OthersCalm(echo.Reflector, now));
            double excess = _levels.Take(echo.Reflector, newest, first, quiet, alone, mood.Held, now);
            _delays.Add(new DelaySample(echo.SentAt, excess, echo.Reflector));
            LearnHeld(excess, now);
            _test.Take(echo.SentAt, excess, SlackMs, AlarmMs);
            if (excess < SlackMs / 2)
                CalmAt = now;
            AnsweredAt = now;
            Fresh = true;
        }
        return newest;
    }

    /// <summary>Forgets the evidence.</summary>
    public void Clear(Instant now) => _test.Clear(now);

    /// <summary>
    /// A queue of ours delays every reflector: one whose newest answer since the onset came at once says that there is
    /// none.
    /// </summary>
    public bool Corroborated()
    {
        int heard = 0;
        for (int age = 0; age < _delays.Count && _delays[age].SentAt > Onset; age++)
        {
            int bit = 1 << _delays[age].Reflector;
            if ((heard & bit) == 0 && _delays[age].ExcessMs < SlackMs / 2)
                return false;
            heard |= bit;
        }
        return true;
    }

    /// <summary>Whether the excess is gone; the more the line scatters, the more samples must say so.</summary>
    /// <param name="leftMs">Excess that means nothing.</param>
    public bool Drained(double leftMs)
    {
        int count = Math.Min(Telling - 1, _delays.Count);
        return NewestMs <= leftMs && _delays.Mean(count) <= leftMs + AlarmMs / count;
    }

    /// <summary>
    /// Whether the newest excess came down faster than a queue can: one that empties at full speed loses a millisecond
    /// of delay each millisecond; twice that and the line's noise on top cannot have been one.
    /// </summary>
    public bool FellTooFast()
    {
        if (_delays.Count < 2)
            return false;
        double millis = (_delays[0].SentAt - _delays[1].SentAt).Millis;
        double fallen = _delays[1].ExcessMs - _delays[0].ExcessMs;
        return millis > 0 && fallen > 2 * millis + 2 * (SlackMs + AlarmMs);
    }

    /// <summary>
    /// What no cut could remove becomes part of each reflector's level: the path has changed.
    /// </summary>
    /// <param name="since">Since when nothing but the path has shown.</param>
    public void TakeAsPath(Instant since)
    {
        int seen = Math.Clamp(_delays.CountSince(since), 1, _delays.Count);
        double all = _delays.Mean(seen);
        for (int reflector = 0; reflector < _levels.Count; reflector++)
        {
            double own = _delays.MeanOf(reflector, seen) is { } mean ? mean : all;
            _levels.Shift(reflector, own);
            _delays.Shift(reflector, -own);
        }
    }

    /// <summary>
    /// What a held line shows: connections come in bursts, packets are whole. Learned while nothing has moved for half
    /// a second; never more than what is taken for a queue.
    /// </summary>
    private void LearnHeld(double excessMs, Instant now)
    {
        if (!_mood.Held || _mood.UnchangedSince == Instant.Never || now - _mood.UnchangedSince <= HeldFor)
            return;
        double seconds = Math.Min(1, (now - AnsweredAt).Seconds);
        double shown = Math.Clamp(excessMs, -_queueMs, _queueMs);
        double share = 1 - Math.Exp(-seconds / HeldSeconds);
        _heldMs += (shown - _heldMs) * share;
        double deviation = Math.Min(Math.Abs(excessMs - _heldMs), _queueMs);
        _heldDeviationMs += (deviation - _heldDeviationMs) * share;
    }

    /// <summary>Where a level begins: at the least of what was restored and the answers that came together.</summary>
    private double FirstMs(in EchoBatch echoes, int reflector)
    {
        double least = _restoredMs[reflector] > 0 ? _restoredMs[reflector] : double.PositiveInfinity;
        for (int i = 0; i < echoes.Count; i++)
        {
            EchoSample echo = echoes[i];
            if (echo.Answered && echo.Reflector == reflector)
                least = Math.Min(least, echo.RttMicros / 1000.0);
        }
        return least;
    }

    private bool IsQuiet(Instant now)
    {
        if (!_mood.Quiet)
            _quietSince = Instant.Never;
        else if (_quietSince == Instant.Never)
            _quietSince = now;
        return _quietSince > Instant.Never && now - _quietSince >= QuietFor;
    }

    /// <summary>
    /// Whether the other reflectors' newest answers, half a second old at most, show that there is no queue, which
    /// would delay them all: all of them, or where a sign of one has lasted, any that waited for nothing.
    /// </summary>
    private bool OthersCalm(int reflector, Instant now)
    {
        bool lasts = now - Onset > SignFor;
        int heard = 0;
        for (int age = 0; age < _delays.Count && now - _delays[age].SentAt < SameTime; age++)
        {
            int bit = 1 << _delays[age].Reflector;
            if (_delays[age].Reflector == reflector || (heard & bit) != 0)
                continue;
            heard |= bit;
            if (lasts && _delays[age].ExcessMs < SlackMs / 2)
                return true;
            if (!lasts && _delays[age].ExcessMs > SlackMs)
                return false;
        }
        return !lasts && heard != 0;
    }
}
