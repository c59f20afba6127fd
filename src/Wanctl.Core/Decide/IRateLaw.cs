using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>
/// A control law: a pure state machine that turns what a tick saw into wanted rates. It reads no clock, allocates
/// nothing after its construction, and gives the same decisions for the same observations, bit by bit.
/// </summary>
public interface IRateLaw
{
    /// <summary>
    /// Steps the law by one tick. Sets zone, wanted rate and reason of both directions and the averages; the line state
    /// is set already.
    /// </summary>
    void Step(in Observation seen, ref Decision decision);

    /// <summary>Takes over what an earlier run remembered; the memory has been checked against the settings.</summary>
    void Restore(in LinkMemory memory);

    /// <summary>
    /// Gives up what it wants, and goes on from these limits, which are in force; nothing comes of its last wish. A law
    /// that does not look at the limit in force has nothing to give up.
    /// </summary>
    void Resume(Rate down, Rate up, Instant now)
    {
        // Such a law's wishes follow from the delay alone.
    }

    /// <summary>Writes down what a later run should know; what the law does not keep stays as it is.</summary>
    void Remember(ref LinkMemory memory);

    /// <summary>
    /// The RTT to a reflector while no queue of ours stands, in microseconds; 0 where nothing is known of it. It is
    /// estimated here alone: whatever else tells or uses the idle RTT of a reflector reads it.
    /// </summary>
    double IdleRttMicros(int reflector);

    /// <summary>Takes over what an earlier run or another law knew as that, before the reflector's first answer.
    /// </summary>
    /// <param name="reflector">Of whom.</param>
    /// <param name="micros">In microseconds; positive.</param>
    void RestoreIdleRtt(int reflector, double micros);

    /// <summary>
    /// What the line toward the user was last measured to deliver, as a limit; zero where the law does not measure it,
    /// or has had no occasion to. Informative.
    /// </summary>
    Rate DownCapacity => Rate.Zero;

    /// <summary>The same toward the Internet.</summary>
    Rate UpCapacity => Rate.Zero;
}
