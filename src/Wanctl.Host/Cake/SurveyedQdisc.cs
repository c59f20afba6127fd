using Wanctl.Core.Units;
using Wanctl.Wire.Cake;

namespace Wanctl.Host.Cake;

/// <summary>A qdisc.</summary>
/// <param name="Index">The interface's number.</param>
/// <param name="Kind">Its kind, such as <c>cake</c> or <c>htb</c>.</param>
/// <param name="Handle">Its handle; 0 for one that the kernel has put there by default.</param>
/// <param name="Parent">What it hangs on.</param>
/// <param name="Setup">Its set-up where it is a CAKE.</param>
public sealed record SurveyedQdisc(int Index, string Kind, uint Handle, uint Parent, CakeSetup? Setup)
{
    /// <summary>Bytes that have left it, link-layer header included; 0 where it does not count.</summary>
    public ulong SentBytes { get; init; }

    /// <summary>The bandwidth of a CAKE; zero for none, and for what is no CAKE.</summary>
    public Rate Bandwidth => new((long)((Setup?.BytesPerSecond ?? 0) * 8));
}
