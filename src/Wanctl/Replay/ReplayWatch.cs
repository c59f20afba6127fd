using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Settings;

namespace Wanctl.Replay;

/// <summary>Takes part in a replay, tick by tick: the seam for pages and tables.</summary>
/// <param name="settings">What the link ran on, with the law that is replayed.</param>
/// <param name="record">What the tick saw and what was chosen then.</param>
/// <param name="replayed">What the replay chose.</param>
internal delegate void ReplayWatch(LinkSettings settings, in JournalRecord record, in Decision replayed);
