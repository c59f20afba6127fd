using Wanctl.Core.Settings;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>Nothing waits for ever under <c>adaptive</c>.</summary>
public sealed class AdaptiveNothingWaitsTests() : NothingWaitsTests(RateLawKind.Adaptive);
