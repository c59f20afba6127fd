namespace Wanctl.Core.Decide.Belief;

/// <summary>
/// How likely each <see cref="Cause"/> of an excess is: Bayes' rule over four causes that exclude each other, kept as
/// logarithms of weights that need no common scale. Plain data.
/// </summary>
/// <param name="download">The logarithm of the weight of <see cref="Cause.Download"/>.</param>
/// <param name="upload">That of <see cref="Cause.Upload"/>.</param>
/// <param name="path">That of <see cref="Cause.Path"/>.</param>
/// <param name="chance">That of <see cref="Cause.Chance"/>.</param>
public struct Attribution(double download, double upload, double path, double chance)
{
    private double _download = download;
    private double _upload = upload;
    private double _path = path;
    private double _chance = chance;

    /// <summary>The logarithm of a cause's weight.</summary>
    public double this[Cause cause]
    {
        readonly get => cause switch
        {
            Cause.Download => _download,
            Cause.Upload => _upload,
            Cause.Path => _path,
            _ => _chance,
        };
        set
        {
            switch (cause)
            {
                case Cause.Download:
                    _download = value;
                    break;
                case Cause.Upload:
                    _upload = value;
                    break;
                case Cause.Path:
                    _path = value;
                    break;
                default:
                    _chance = value;
                    break;
            }
        }
    }

    /// <summary>The direction that is the likelier of the two.</summary>
    public readonly Cause LikelierDirection => _download > _upload ? Cause.Download : Cause.Upload;

    /// <summary>The probabilities of all four causes; they sum to one.</summary>
    public readonly (double Download, double Upload, double Path, double Chance) Probabilities()
    {
        double most = Math.Max(Math.Max(_download, _upload), Math.Max(_path, _chance));
        double download = Math.Exp(_download - most);
        double upload = Math.Exp(_upload - most);
        double path = Math.Exp(_path - most);
        double chance = Math.Exp(_chance - most);
        double all = download + upload + path + chance;
        return (download / all, upload / all, path / all, chance / all);
    }

    /// <summary>The probability of a cause.</summary>
    public readonly double Probability(Cause cause)
    {
        (double download, double upload, double path, double chance) = Probabilities();
        return cause switch
        {
            Cause.Download => download,
            Cause.Upload => upload,
            Cause.Path => path,
            _ => chance,
        };
    }
}
