using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// Says whether a limit may be written now. One write is one moment's change of one or both directions.
/// </summary>
public interface IWriteBudget
{
    /// <summary>Whether a write is allowed; of two directions the more urgent one counts.</summary>
    bool Allows(Instant now, WriteUrgency urgency);

    /// <summary>Records a write.</summary>
    void Spend(Instant now);
}
