using Wanctl.Core.Units;

namespace Wanctl.Screen;

/// <summary>Something that a spectator wants to be told.</summary>
/// <param name="At">When.</param>
/// <param name="Ink">In which colour.</param>
/// <param name="Text">A sentence without a full stop.</param>
internal readonly record struct ScreenEvent(Instant At, Ink Ink, string Text);
