using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// Keeps account of what the shaper has, and says which of the wanted rates go out to it.
/// </summary>
public interface IShaperDesk
{
    /// <summary>Takes in what the shaper said. Call once a tick, before <see cref="Plan"/>.</summary>
    void Take(in ShaperReport report, Instant now);

    /// <summary>
    /// Decides which of the wanted rates go out, and writes asked and applied rates and the blockers into the decision.
    /// </summary>
    void Plan(ShaperState state, Instant now, ref Decision decision);
}
