namespace Wanctl.Config.Reading;

/// <summary>A place in a file, both numbers from 1.</summary>
internal readonly record struct Position(int Line, int Column) : IComparable<Position>
{
    /// <summary>The first character of the file.</summary>
    public static readonly Position Start = new(1, 1);

    public int CompareTo(Position other) =>
        Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
