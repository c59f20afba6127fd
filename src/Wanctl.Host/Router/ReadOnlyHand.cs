using Wanctl.Core.Decide;
using Wanctl.Core.Measure;

namespace Wanctl.Host.Router;

/// <summary>
/// The hand of a dry run: reports what the shaper says, as another hand reads it, and writes nothing.
/// </summary>
public sealed class ReadOnlyHand(IShaperHand reader) : IShaperHand
{
    /// <inheritdoc/>
    public void Report(ref ShaperReport report) => reader.Report(ref report);

    /// <inheritdoc/>
    public void Look(in Decision decision) => reader.Look(in decision);

    /// <inheritdoc/>
    public void Apply(in Decision decision)
    {
        // Nothing that a decision says may reach the hand that could write.
    }
}
