using System.Numerics;

namespace Wanctl.Core.Estimate;

/// <summary>
/// How one reflector does: its own health, because a dead one must cost nothing but its turn.
/// </summary>
public struct Reflector
{
    /// <summary>Outcomes that the health looks back on; 32 are a few seconds of turns and fit one register.</summary>
    private const int HealthWindow = 32;

    /// <summary>
    /// Below this many answers in the window the reflector fails (four in five, as the original had it).
    /// </summary>
    private const int HealthyAnswers = 26;

    /// <summary>Outcomes before there is a verdict: a single early loss says nothing.</summary>
    private const int HealthOutcomesMin = 10;

    /// <summary>Answers in a row that bring a failing reflector back.</summary>
    private const int RecoveryAnswers = 3;

    private uint _outcomes;
    private byte _outcomeCount;

    /// <summary>The last answer's RTT in microseconds; 0 before the first.</summary>
    public int LastMicros { get; private set; }

    /// <summary>Whether it is asked in turn.</summary>
    public ReflectorHealth Health { get; private set; }

    /// <summary>Takes an answer.</summary>
    /// <param name="rttMicros">The round-trip time; positive.</param>
    public void Answered(int rttMicros)
    {
        LastMicros = rttMicros;
        Turn(true);
    }

    /// <summary>
    /// Takes a loss. Losses of a time in which nobody answers are the line's, not the reflector's: do not report them
    /// here.
    /// </summary>
    public void Lost() => Turn(false);

    private void Turn(bool answered)
    {
        _outcomes = (_outcomes << 1) | (answered ? 1u : 0u);
        if (_outcomeCount < HealthWindow)
            _outcomeCount++;
        if (Health == ReflectorHealth.Failing)
        {
            const uint lastOnes = (1u << RecoveryAnswers) - 1;
            if ((_outcomes & lastOnes) != lastOnes)
                return;
            Health = ReflectorHealth.Good;
            _outcomes = lastOnes;
            _outcomeCount = RecoveryAnswers;
        }
        else if (_outcomeCount >= HealthOutcomesMin && Answers() * HealthWindow < HealthyAnswers * _outcomeCount)
        {
            Health = ReflectorHealth.Failing;
        }
    }

    private readonly int Answers()
    {
        uint mask = _outcomeCount == HealthWindow ? uint.MaxValue : (1u << _outcomeCount) - 1;
        return BitOperations.PopCount(_outcomes & mask);
    }
}
