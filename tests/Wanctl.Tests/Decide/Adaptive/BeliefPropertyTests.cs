using Wanctl.Core.Settings;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>The properties of <c>adaptive2</c>.</summary>
public sealed class BeliefPropertyTests() : LawPropertyTests(RateLawKind.Adaptive2);
