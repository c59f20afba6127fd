using Wanctl.Core.Settings;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>Nothing waits for ever under <c>adaptive2</c>.</summary>
public sealed class BeliefNothingWaitsTests() : NothingWaitsTests(RateLawKind.Adaptive2);
