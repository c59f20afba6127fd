using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>Says which of the wanted rates go out to the shaper.</summary>
public interface IShaperDesk
{
    /// <summary>
    /// Decides which of the wanted rates go out, and writes asked and applied rates and the blockers into the decision.
    /// </summary>
    void Plan(ShaperState state, Instant now, ref Decision decision);
}
