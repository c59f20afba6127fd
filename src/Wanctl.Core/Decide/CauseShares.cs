using Wanctl.Core.Decide.Belief;

namespace Wanctl.Core.Decide;

/// <summary>
/// The probability of each <see cref="Cause"/> of the latest excess of delay, after all that has been seen since. Plain
/// data; they sum to one, and all are zero before the first excess and where the law weighs no causes.
/// </summary>
public struct CauseShares
{
    /// <summary>Of a queue toward the user.</summary>
    public float Download;

    /// <summary>Of a queue toward the Internet.</summary>
    public float Upload;

    /// <summary>Of a longer path.</summary>
    public float Path;

    /// <summary>Of what goes by itself.</summary>
    public float Chance;

    /// <summary>Whether causes have been weighed.</summary>
    public readonly bool Known => Download + Upload + Path + Chance > 0;

    /// <summary>The probability of a cause.</summary>
    public readonly float this[Cause cause] => cause switch
    {
        Cause.Download => Download,
        Cause.Upload => Upload,
        Cause.Path => Path,
        _ => Chance,
    };

    /// <summary>Those of an attribution.</summary>
    public static CauseShares Of(in Attribution attribution)
    {
        (double download, double upload, double path, double chance) = attribution.Probabilities();
        return new CauseShares
        {
            Download = (float)download,
            Upload = (float)upload,
            Path = (float)path,
            Chance = (float)chance,
        };
    }
}
