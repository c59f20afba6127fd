using Wanctl.Wire.Cake;

namespace Wanctl.Tests.Wire.Cake;

public sealed class LineLengthTests
{
    [Theory]
    // Ethernet as the qdisc counts it: 1514 bytes are 1500 on the network layer.
    [InlineData(true, 0, CakeCells.None, 0u, 1514, 1514)]
    [InlineData(false, 18, CakeCells.None, 64u, 1514, 1518)]
    [InlineData(false, 38, CakeCells.None, 84u, 1514, 1538)]
    [InlineData(false, 38, CakeCells.None, 84u, 54, 84)]
    [InlineData(false, -4, CakeCells.None, 0u, 1514, 1496)]
    // 1530 bytes and one more for each 64 of them; on average half of the last block is empty.
    [InlineData(false, 30, CakeCells.Ptm, 0u, 1514, 1554.4)]
    // 1532 bytes are 31.9 cells; a packet fills its last cell by half on average.
    [InlineData(false, 32, CakeCells.Atm, 0u, 1514, 1717.5)]
    [InlineData(false, 40, CakeCells.Atm, 0u, 54, 114.3)]
    public void A_packet_weighs_what_the_line_adds(
        bool raw, int overhead, CakeCells cells, uint mpu, ulong bytes, double expected)
    {
        var setup = new CakeSetup { Raw = raw, Overhead = overhead, Cells = cells, Mpu = mpu };

        double one = LineLength.Of(in setup, 14, bytes, 1);

        Assert.Equal(expected, one, 1.0);
        Assert.Equal(1000 * one, LineLength.Of(in setup, 14, bytes * 1000, 1000), 0.01);
    }

    [Fact]
    public void Bytes_without_packets_weigh_what_they_are_and_nothing_weighs_less_than_nothing()
    {
        var setup = new CakeSetup { Overhead = -64 };

        Assert.Equal(0, LineLength.Of(in setup, 14, 0, 0));
        Assert.Equal(500, LineLength.Of(in setup, 14, 500, 0));
        Assert.Equal(0, LineLength.Of(in setup, 14, 40, 1));
        Assert.Equal(0, LineLength.Of(in setup, 4000, 60, 1));
    }
}
