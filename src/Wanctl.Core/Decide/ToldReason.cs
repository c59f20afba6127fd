namespace Wanctl.Core.Decide;

/// <summary>
/// Why a rate is what it is, as a law says it in the course of a tick: told, and never asked by the law. A rate that
/// has fallen while something else went on was taken back.
/// </summary>
internal struct ToldReason
{
    private Reason _reason;
    private Reason _fellFor;

    /// <summary>A tick begins.</summary>
    public void Begin() => _fellFor = Reason.StepBack;

    /// <summary>Says why the rate is what it is.</summary>
    public void Is(Reason reason) => _reason = reason;

    /// <summary>The same where the rate may have fallen for that.</summary>
    public void Lowered(Reason reason) => _reason = _fellFor = reason;

    /// <summary>What is told of the tick.</summary>
    /// <param name="fell">Whether the rate is lower than before it.</param>
    public Reason Of(bool fell) => fell ? _reason = _fellFor : _reason;
}
