using Wanctl.Core.Decide;

namespace Wanctl.Tests.Steer;

/// <summary>Fills in what a decision holds for people alone.</summary>
/// <param name="decision">One direction's.</param>
internal delegate void ShownFields(ref DirectionDecision decision);
