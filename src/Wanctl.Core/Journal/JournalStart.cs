using Wanctl.Core.Decide;
using Wanctl.Core.Settings;

namespace Wanctl.Core.Journal;

/// <summary>What a link starts from: its memory, and the idle RTTs to its reflectors.</summary>
/// <param name="Memory">Averages, rates and streaks, unchecked.</param>
/// <param name="BaselinesMicros">One for each reflector in microseconds; 0 where nothing is known of it.</param>
public sealed record JournalStart(LinkMemory Memory, IReadOnlyList<double> BaselinesMicros)
{
    /// <summary>A link that starts from this; the daemon and a replay of what it did make theirs alike.</summary>
    public LinkState Make(LinkSettings settings)
    {
        var state = new LinkState(settings, Memory);
        for (int i = 0; i < BaselinesMicros.Count && i < state.Reflectors.Count; i++)
        {
            if (BaselinesMicros[i] > 0)
                state.Law.RestoreIdleRtt(i, BaselinesMicros[i]);
        }
        return state;
    }
}
