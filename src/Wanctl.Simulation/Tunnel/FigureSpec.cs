namespace Wanctl.Simulation.Tunnel;

/// <summary>A figure that a scenario asks for.</summary>
/// <param name="Name">What it is called, unit included.</param>
/// <param name="Kind">What it is taken from.</param>
/// <param name="Up">True for the direction toward the Internet; without meaning for the excess.</param>
/// <param name="From">Beginning of its window in seconds.</param>
/// <param name="To">End of its window in seconds.</param>
/// <param name="Bound">What is to be reached.</param>
/// <param name="AtMost">True where the bound is a ceiling.</param>
public sealed record FigureSpec(
    string Name, FigureKind Kind, bool Up, double From, double To, double Bound, bool AtMost)
{
    /// <summary>
    /// The bound that holds where the line makes <see cref="Bound"/> impossible or the law is slow; null where that one
    /// stands.
    /// </summary>
    public StatedBound? Stated { get; init; }

    /// <summary>Whether it compares with a peer's model.</summary>
    public bool OfPeer => Kind is FigureKind.ExcessP95OfPeer or FigureKind.GoodputOfPeer;

    /// <summary>The same without the comparison.</summary>
    public FigureSpec Plain => this with
    {
        Kind = Kind switch
        {
            FigureKind.ExcessP95OfPeer => FigureKind.ExcessP95,
            FigureKind.GoodputOfPeer => FigureKind.Utilisation,
            _ => Kind,
        },
    };
}
