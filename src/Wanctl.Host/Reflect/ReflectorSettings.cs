using System.Net;
using Wanctl.Core.Settings;

namespace Wanctl.Host.Reflect;

/// <summary>What a reflector of STAMP answers, and where.</summary>
public sealed record ReflectorSettings
{
    /// <summary>Answers a second for one source unless told otherwise: twice what a daemon asks at its most.</summary>
    public const int PerSourceDefault = 50;

    /// <summary>Answers a second in all unless told otherwise: 1.4 Mbit/s of the shortest packets.</summary>
    public const int InAllDefault = 2000;

    /// <summary>The most that either can be set to.</summary>
    public const int RateMax = 10_000_000;

    /// <summary>Where to listen; <c>[::]</c> takes IPv4, too.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>Answers a second for one source, which is an IPv4 address or an IPv6 /64.</summary>
    public int PerSource { get; init; } = PerSourceDefault;

    /// <summary>Answers a second in all.</summary>
    public int InAll { get; init; } = InAllDefault;

    /// <summary>The key of the authenticated mode, and then the only one; null for the other mode.</summary>
    public Secret? Key { get; init; }
}
