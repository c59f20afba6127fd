using Wanctl.Core.Decide;
using Wanctl.Core.Measure;

namespace Wanctl.Core.Journal;

/// <summary>What one tick saw and chose.</summary>
public struct JournalRecord
{
    /// <summary>What it saw.</summary>
    public Observation Seen;

    /// <summary>What it chose.</summary>
    public Decision Chosen;
}
