using Wanctl.Core.Settings;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>The properties of <c>adaptive</c>.</summary>
public sealed class AdaptivePropertyTests() : LawPropertyTests(RateLawKind.Adaptive);
