using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>Remembers the limits that were found, and brings them back.</summary>
/// <param name="hand">The limits.</param>
/// <param name="rest">Lets time pass between two attempts.</param>
internal sealed class LimitKeeper(ILimitHand hand, Action<Duration> rest)
{
    /// <summary>A connection that broke is made anew each time; a router that restarts takes longer than we wait.
    /// </summary>
    private const int Attempts = 4;

    private static readonly Duration s_pause = Duration.FromSeconds(2);

    private RatePair? _found;
    private bool _touched;

    /// <summary>The limits that were found.</summary>
    public RatePair Found => _found ?? default;

    /// <summary>What became of them.</summary>
    public Restoration Outcome { get; private set; } = new(RestorationKind.Untouched, null);

    /// <summary>Reads the limits that are to come back.</summary>
    /// <exception cref="LimitTroubleException">They cannot be read.</exception>
    public LimitReading Remember()
    {
        LimitReading reading = hand.Read();
        _found = reading.Limits;
        return reading;
    }

    /// <summary>Sets limits, and reads them back.</summary>
    /// <exception cref="LimitTroubleException">They cannot be set, or read back otherwise.</exception>
    public void Set(RatePair limits)
    {
        if (_found is null)
            throw new InvalidOperationException("limits are remembered before they are set");
        // Before the call: one that breaks may have reached the router all the same.
        _touched = true;
        hand.Set(limits);
        Verify(limits);
    }

    /// <summary>Looks whether the limits are still those that were set.</summary>
    /// <exception cref="LimitTroubleException">They are not: somebody else sets them, too.</exception>
    public LimitReading Verify(RatePair limits)
    {
        LimitReading reading = hand.Read();
        if (!reading.Limits.Matches(limits))
        {
            throw new LimitTroubleException($"the limits were set to {limits.AsLimits()} and read "
                + $"{reading.Limits.AsLimits()}: does somebody else set them?", ExitCode.NotMeasured);
        }
        return reading;
    }

    /// <summary>Brings the found limits back, as often as it takes, and reads them back. Does not throw.</summary>
    public void Restore()
    {
        if (!_touched || _found is not { } found)
            return;
        string problem = "";
        for (int i = 0; i < Attempts; i++)
        {
            if (i > 0)
                rest(s_pause);
            if (TryRestore(found, out problem))
            {
                Outcome = new Restoration(RestorationKind.Restored, null);
                _touched = false;
                return;
            }
        }
        Outcome = new Restoration(RestorationKind.Failed, problem);
    }

    private bool TryRestore(RatePair found, out string problem)
    {
        problem = "";
        try
        {
            hand.Set(found);
            Verify(found);
            return true;
        }
        // Whatever it is, the next attempt and the operator's message must have their turn.
        catch (Exception exception)
        {
            problem = exception.Message;
            return false;
        }
    }
}
