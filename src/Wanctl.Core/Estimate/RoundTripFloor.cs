namespace Wanctl.Core.Estimate;

/// <summary>
/// The least round trip to one host without a queue: it falls with any sample that is lower, and rises to the least of
/// ten quiet seconds, because a queue can hide a longer path and must never become one. All in milliseconds and
/// seconds.
/// </summary>
internal struct RoundTripFloor
{
    /// <summary>
    /// Cells of two quiet seconds: five whole ones are the ten seconds, the sixth is being filled.
    /// </summary>
    private const int Cells = 6;
    private const double CellSeconds = 2;

    /// <summary>A cell with fewer samples does not know its least: cable modems delay most packets.</summary>
    private const int CellSamples = 4;

    /// <summary>
    /// A sample so far below the floor waits for a second one: a single answer that was forged or mixed up would hold
    /// the floor down for ten seconds at the least.
    /// </summary>
    private const double DoubtedMs = 3;

    private CellMinima _minima;
    private double _low;
    private double _cellSeconds;
    private int _cellSamples;
    private int _cell;
    private int _filled;

    /// <summary>The floor; 0 before the first sample.</summary>
    public double Ms { get; private set; }

    /// <summary>Whether the newest sample lies so far below the floor that it waits for a second one.</summary>
    public bool Doubtful { get; private set; }

    /// <summary>Whether there was a sample.</summary>
    public readonly bool Known => Ms > 0;

    /// <summary>Takes a round trip, more than 0; true where the floor moved by more than noise does.</summary>
    public bool Take(double rttMs, double elapsed, bool quiet)
    {
        double before = Ms;
        // The second of two low ones confirms what both show.
        if (Doubtful && rttMs < Ms - DoubtedMs)
            Ms = Math.Max(_low, rttMs);
        Doubtful = Known && rttMs < Ms - DoubtedMs;
        _low = rttMs;
        if (!Doubtful)
            Ms = Known ? Math.Min(Ms, rttMs) : rttMs;
        if (quiet && !Doubtful)
            Rise(rttMs, elapsed);
        return Math.Abs(Ms - before) > DoubtedMs;
    }

    /// <summary>The path has become longer by so much, or shorter.</summary>
    public void Move(double millis)
    {
        Ms = Math.Max(0.001, Ms + millis);
        for (int i = 0; i < Cells; i++)
            _minima[i] += millis;
    }

    private void Rise(double rttMs, double elapsed)
    {
        if (_cellSeconds >= CellSeconds && _cellSamples >= CellSamples)
        {
            _cell = (_cell + 1) % Cells;
            _filled = Math.Min(Cells - 1, _filled + 1);
            (_cellSeconds, _cellSamples) = (0, 0);
        }
        ref double least = ref _minima[_cell];
        least = _cellSamples == 0 ? rttMs : Math.Min(least, rttMs);
        _cellSamples++;
        _cellSeconds += Math.Min(elapsed, CellSeconds);
        if (_filled < Cells - 1)
            return;
        double floor = double.PositiveInfinity;
        for (int i = 0; i < Cells; i++)
            floor = Math.Min(floor, _minima[i]);
        Ms = Math.Max(Ms, floor);
    }

    [System.Runtime.CompilerServices.InlineArray(Cells)]
    private struct CellMinima
    {
        private double _first;
    }
}
