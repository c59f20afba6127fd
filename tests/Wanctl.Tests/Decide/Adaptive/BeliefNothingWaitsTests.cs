using Wanctl.Core.Settings;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>
/// Nothing waits for ever under <c>adaptive2</c>; where a shift hardly shows, and a limit was lowered for it, the way
/// back may take longer than ten seconds.
/// </summary>
public sealed class BeliefNothingWaitsTests() : NothingWaitsTests(RateLawKind.Adaptive2, missed: 4);
