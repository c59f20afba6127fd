using System.Diagnostics;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// All reflectors of one link: takes their samples, says whose turn it is, and whether anybody answers at all.
/// </summary>
public sealed class ReflectorTable
{
    /// <summary>
    /// A failing reflector is asked once in this time; recovery needs three answers, so it is back within ten seconds.
    /// </summary>
    private static readonly Duration FailingTurn = Duration.FromSeconds(2);

    private readonly Reflector[] _reflectors;
    private readonly Instant[] _lastTurn;
    private int _turn;

    /// <summary>Makes a table of <paramref name="count"/> reflectors that nothing is known of.</summary>
    public ReflectorTable(int count)
    {
        _reflectors = new Reflector[count];
        _lastTurn = new Instant[count];
        Array.Fill(_lastTurn, Instant.Never);
    }

    /// <summary>How many there are.</summary>
    public int Count => _reflectors.Length;

    /// <summary>When the last answer of any of them was seen; <see cref="Instant.Never"/> before the first.</summary>
    public Instant LastAnswer { get; private set; } = Instant.Never;

    /// <summary>Reflector number <paramref name="index"/>.</summary>
    public ref readonly Reflector this[int index] => ref _reflectors[index];

    /// <summary>
    /// Takes one sample. A loss is held against its reflector only if somebody else has answered within
    /// <paramref name="timeout"/> before
    /// <paramref name="now"/>: when all fall silent, it is the line.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <param name="now">Not before the previous one's.</param>
    /// <param name="timeout">After so long without an answer it is the line.</param>
    public void Take(in EchoSample sample, Instant now, Duration timeout)
    {
        Debug.Assert(sample.Reflector < Count, "the ledger knows only our reflectors");
        ref Reflector reflector = ref _reflectors[sample.Reflector];
        if (sample.Answered)
        {
            LastAnswer = now;
            reflector.Answered(Math.Max(1, sample.RttMicros));
        }
        else if (now - LastAnswer < timeout)
        {
            reflector.Lost();
        }
    }

    /// <summary>
    /// Whose turn it is to be asked next: the good ones in order, a failing one when its time has come. The very first
    /// turn, before any call, is reflector 0's.
    /// </summary>
    public byte NextTurn(Instant now)
    {
        int chosen = -1;
        for (int step = 1; step <= Count; step++)
        {
            int candidate = (_turn + step) % Count;
            bool due = _reflectors[candidate].Health == ReflectorHealth.Good
                || now - _lastTurn[candidate] >= FailingTurn;
            if (!due)
                continue;
            chosen = candidate;
            break;
        }
        if (chosen < 0)
            chosen = (_turn + 1) % Count;
        _turn = chosen;
        _lastTurn[chosen] = now;
        return (byte)chosen;
    }
}
