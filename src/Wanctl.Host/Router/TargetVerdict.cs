using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>Where the target of a simple queue lies.</summary>
/// <param name="Side">The side; <see cref="TargetSide.Unknown"/> where it cannot be told.</param>
/// <param name="Why">The fact that tells it, or what is missing to tell it, for people.</param>
public readonly record struct TargetVerdict(TargetSide Side, string Why)
{
    /// <summary>What the halves of the queue's pairs are, for people.</summary>
    public static string PairOf(TargetSide side) => side == TargetSide.Wan ? "download/upload" : "upload/download";
}
