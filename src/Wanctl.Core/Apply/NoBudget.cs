using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>Allows every write.</summary>
public sealed class NoBudget : IWriteBudget
{
    /// <inheritdoc/>
    public bool Allows(Instant now, WriteUrgency urgency) => true;

    /// <inheritdoc/>
    public void Spend(Instant now)
    {
        // There is nothing to spend.
    }
}
