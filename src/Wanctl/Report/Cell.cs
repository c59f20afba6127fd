namespace Wanctl.Report;

/// <summary>One cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Reached">Whether the figure in it was reached; null where that is no question.</param>
internal readonly record struct Cell(string Text, bool? Reached = null);
