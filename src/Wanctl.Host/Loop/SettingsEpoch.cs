using Wanctl.Core.Settings;

namespace Wanctl.Host.Loop;

/// <summary>From which tick on a link runs on which settings.</summary>
/// <param name="Since">Position in the journal of the first tick under them.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Previous">What was in force before; null for what the link started with.</param>
public sealed record SettingsEpoch(long Since, LinkSettings Settings, SettingsEpoch? Previous);
