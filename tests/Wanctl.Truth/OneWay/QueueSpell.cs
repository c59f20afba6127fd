namespace Wanctl.Truth.OneWay;

/// <summary>A queue that grows evenly, stands, and goes at three times that pace.</summary>
/// <param name="Up">Whether toward the Internet.</param>
/// <param name="From">When it begins to grow, in seconds.</param>
/// <param name="To">When it has gone, in seconds.</param>
/// <param name="SizeMs">How long it gets.</param>
/// <param name="RisePerSecond">How fast it grows, in ms a second.</param>
internal sealed record QueueSpell(bool Up, double From, double To, double SizeMs, double RisePerSecond)
{
    /// <summary>How long what joins it waits, in ms.</summary>
    public double At(double seconds)
    {
        if (seconds <= From || seconds >= To)
            return 0;
        double growing = (seconds - From) * RisePerSecond;
        double going = (To - seconds) * RisePerSecond * 3;
        return Math.Min(SizeMs, Math.Min(growing, going));
    }

    /// <summary>When it passes a length on its way up, in seconds; NaN where it does not.</summary>
    public double Passes(double millis) => millis < SizeMs ? From + millis / RisePerSecond : double.NaN;
}
