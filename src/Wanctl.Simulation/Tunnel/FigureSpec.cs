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
    string Name, FigureKind Kind, bool Up, double From, double To, double Bound, bool AtMost);
