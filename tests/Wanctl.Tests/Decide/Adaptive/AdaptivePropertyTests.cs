using Wanctl.Core.Settings;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>The properties of <c>adaptive</c>, which never leaves a constant line alone.</summary>
public sealed class AdaptivePropertyTests() : LawPropertyTests(
    RateLawKind.Adaptive, lines: 2000, new Dictionary<string, double> { ["constant"] = 1000 });
