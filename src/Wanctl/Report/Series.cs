namespace Wanctl.Report;

/// <summary>
/// Values over time, thinned while they come: a fixed number of columns, each with its extremes, so that no peak is
/// lost and an hour costs as much as a minute. Whoever fills it need not know how long it will get.
/// </summary>
/// <param name="label">What its legend says.</param>
/// <param name="look">Its class in the page's style sheet.</param>
internal sealed class Series(string label, string look)
{
    /// <summary>Twice as many as half a plot's pixels: columns merge in pairs when the time runs over.</summary>
    private const int ColumnsMax = 800;

    private const double FinestSeconds = 0.01;

    private readonly Column[] _columns = new Column[ColumnsMax];
    private int _count;

    /// <summary>What its legend says.</summary>
    public string Label => label;

    /// <summary>Its class in the page's style sheet.</summary>
    public string Look => look;

    /// <summary>Whether the room below it is filled.</summary>
    public bool Filled { get; init; }

    /// <summary>How long one column lasts, in seconds.</summary>
    public double ColumnSeconds { get; private set; } = FinestSeconds;

    /// <summary>The columns so far.</summary>
    public ReadOnlySpan<Column> Columns => _columns.AsSpan(0, _count);

    /// <summary>The highest value; 0 where there is none.</summary>
    public double Highest
    {
        get
        {
            double highest = 0;
            foreach (ref readonly Column column in Columns)
            {
                if (column.Any && column.Max > highest)
                    highest = column.Max;
            }
            return highest;
        }
    }

    /// <summary>Adds a value, not earlier than the one before.</summary>
    /// <param name="seconds">When, since the plot's beginning; what lies before it is left out.</param>
    /// <param name="value">The value; NaN ends the line until the next one.</param>
    public void Add(double seconds, double value)
    {
        if (!(seconds >= 0) || double.IsInfinity(seconds))
            return;
        while (seconds / ColumnSeconds >= ColumnsMax)
            Widen();
        int index = (int)(seconds / ColumnSeconds);
        _count = Math.Max(_count, index + 1);
        ref Column column = ref _columns[index];
        if (!double.IsFinite(value))
        {
            column.Gap = true;
            return;
        }
        float number = (float)value;
        column.Min = column.Any ? Math.Min(column.Min, number) : number;
        column.Max = column.Any ? Math.Max(column.Max, number) : number;
        column.Last = number;
        column.Any = true;
    }

    private void Widen()
    {
        for (int i = 0; i < ColumnsMax / 2; i++)
            _columns[i] = Join(in _columns[2 * i], in _columns[2 * i + 1]);
        Array.Clear(_columns, ColumnsMax / 2, ColumnsMax / 2);
        _count = (_count + 1) / 2;
        ColumnSeconds *= 2;
    }

    private static Column Join(in Column left, in Column right)
    {
        Column joined = left.Any ? left : right;
        joined.Gap = left.Gap || right.Gap;
        if (!left.Any || !right.Any)
            return joined;
        joined.Min = Math.Min(left.Min, right.Min);
        joined.Max = Math.Max(left.Max, right.Max);
        joined.Last = right.Last;
        return joined;
    }
}
