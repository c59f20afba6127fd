namespace Wanctl.Wire.Cake;

/// <summary>
/// What packets weigh on the line. CAKE's bandwidth counts a packet with the overhead, the least size and the cells of
/// its set-up, but a qdisc's byte counter does not; on an ATM line they differ by a fifth. Whoever compares the two
/// needs them in one measure.
/// </summary>
public static class LineLength
{
    private const double CellSize = 53;
    private const double CellPayload = 48;
    private const double PtmBlock = 64;

    /// <summary>
    /// Bytes on the line for some packets, by their mean length. Exact but for rounding: a packet fills its last cell
    /// by half on average, and a mixture of long packets and ones below the least size counts as if all were alike.
    /// </summary>
    /// <param name="setup">CAKE's set-up.</param>
    /// <param name="headerBytes">The mean link-layer header that is part of <paramref name="bytes"/>.</param>
    /// <param name="bytes">Bytes as the qdisc counts them.</param>
    /// <param name="packets">How many packets they were.</param>
    public static double Of(in CakeSetup setup, uint headerBytes, ulong bytes, ulong packets)
    {
        if (packets == 0) return bytes;
        double length = (double)bytes / packets;
        if (!setup.Raw) length -= Math.Min(headerBytes, length);
        length = Math.Max(length + setup.Overhead, setup.Mpu);
        length = setup.Cells switch
        {
            CakeCells.Atm => (length + (CellPayload - 1) / 2) / CellPayload * CellSize,
            CakeCells.Ptm => length + (length + (PtmBlock - 1) / 2) / PtmBlock,
            _ => length,
        };
        return Math.Max(0, length) * packets;
    }
}
