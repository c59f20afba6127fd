using System.Diagnostics;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>
/// Turns a host's answers into delays of each direction, continuous over midnight. A leap second, summer time of a host
/// on local time and a clock that is set stay what they are: steps, for the estimator to judge.
/// </summary>
public struct TimestampTrack
{
    private double _upMillis;
    private bool _started;

    /// <summary>Takes an answer in.</summary>
    /// <param name="answer">The answer, its nonce compared.</param>
    /// <param name="form">How the host writes the time; not <see cref="TimestampForm.HalfWord"/>.</param>
    /// <param name="upMillis">
    /// Delay of the way there plus the difference of the clocks, in milliseconds; any size, either sign.
    /// </param>
    /// <param name="downMillis">Delay of the way back less the difference of the clocks.</param>
    /// <returns>False, with nothing taken in, where the host did not keep the request for a believable time.</returns>
    /// <remarks>The sum of both is the round trip without the time inside the host, exactly.</remarks>
    public bool TryTake(in TimestampAnswer answer, TimestampForm form, out double upMillis, out double downMillis)
    {
        Debug.Assert(form != TimestampForm.HalfWord, "its turn of 65 s is shorter than a pause");
        upMillis = 0;
        downMillis = 0;
        if (!answer.TurnsWell(form))
            return false;
        double raw = answer.RawUpMillis(form);
        _upMillis = _started ? _upMillis + TimestampCode.Wrap(raw - _upMillis, TimestampCode.ModulusOf(form)) : raw;
        _started = true;
        upMillis = _upMillis;
        downMillis = answer.RoundMillis(form) - _upMillis;
        return true;
    }
}
