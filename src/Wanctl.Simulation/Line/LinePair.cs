namespace Wanctl.Simulation.Line;

/// <summary>Both directions of a line: the acknowledgements of the one travel with the other.</summary>
/// <param name="down">Toward the user.</param>
/// <param name="up">Toward the Internet.</param>
/// <param name="ackShare">Bytes of acknowledgements for each byte of data.</param>
internal sealed class LinePair(LineDirection down, LineDirection up, double ackShare)
{
    /// <summary>Toward the user.</summary>
    public LineDirection Down => down;

    /// <summary>Toward the Internet.</summary>
    public LineDirection Up => up;

    /// <summary>One millisecond.</summary>
    /// <param name="pathMs">What the path is longer than the flows' round trip.</param>
    /// <param name="callBytes">What calls and the like send each way meanwhile.</param>
    public void Step(double pathMs, double callBytes)
    {
        double downSparse = up.Arrived * ackShare + callBytes;
        double upSparse = down.Arrived * ackShare + callBytes;
        down.Step(up.Fifo, (int)pathMs, downSparse);
        up.Step(down.Fifo, (int)pathMs, upSparse);
    }
}
