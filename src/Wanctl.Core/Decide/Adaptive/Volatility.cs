using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <summary>Whether a line's capacity jumps so often that its last value says little, as a radio's does.</summary>
internal sealed class Volatility
{
    /// <summary>A capacity below this share of the rate before is a jump; drifting and noise stay above.</summary>
    private const double JumpShare = 0.8;

    /// <summary>The queue that a step makes is short, and what it says of the capacity less exact.</summary>
    private const double JumpShareOfStep = 0.6;

    /// <summary>Jumps are forgotten with this time constant: a radio has one a second, a cable two a day.
    /// Moves <c>starlink</c> most.</summary>
    private const double Seconds = 20;

    /// <summary>More remembered jumps make a volatile line: two at once are not one event seen twice.
    /// Moves <c>router-reboot</c> most.</summary>
    private const double Jumps = 1.5;

    private Instant _at = Instant.Never;
    private double _jumps;

    /// <summary>Whether it is one.</summary>
    public bool At(Instant now) => Remembered(now) > Jumps;

    /// <summary>Counts a jump where the measured capacity is one.</summary>
    /// <param name="capacity">What the line was measured to deliver, in bit/s.</param>
    /// <param name="good">What it was seen to deliver before, in bit/s.</param>
    /// <param name="stepped">Whether a step had just been made.</param>
    /// <param name="now">Not before the last jump.</param>
    /// <returns>Whether it was one.</returns>
    public bool Take(double capacity, double good, bool stepped, Instant now)
    {
        bool jump = capacity < (stepped ? JumpShareOfStep : JumpShare) * good;
        if (jump)
        {
            _jumps = Remembered(now) + 1;
            _at = now;
        }
        return jump;
    }

    private double Remembered(Instant now) => _jumps * Math.Exp(-(now - _at).Seconds / Seconds);
}
