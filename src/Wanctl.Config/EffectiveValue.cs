namespace Wanctl.Config;

/// <summary>One value that the daemon runs on, and where it comes from.</summary>
/// <param name="Path">The key, as <c>router.port</c>.</param>
/// <param name="Value">The value as YAML would write it; <c>***</c> for a secret.</param>
/// <param name="Source"><c>file:line</c>, <c>default</c>, or <c>default (rule)</c> where other keys decide.</param>
public sealed record EffectiveValue(string Path, string Value, string Source);
