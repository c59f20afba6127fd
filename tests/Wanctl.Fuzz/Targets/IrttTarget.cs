using Wanctl.Fuzz.Engine;
using Wanctl.Wire;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Irtt;

namespace Wanctl.Fuzz.Targets;

/// <summary>What an irtt server answers, signed and not.</summary>
internal sealed class IrttTarget : FuzzTarget
{
    private const int HmacAt = 4;

    private static readonly HmacKey<Md5> Key = new("fuzz"u8);

    public override string Name => "irtt";

    public override int BytesMax => 400;

    public override long AllocatedMax => 100_000;

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Convert.FromHexString("14a75b03231e75006a9b89f101020280a0cb98010380c2d72f050606060706");
        yield return Convert.FromHexString("14a75b02eed759bbf5e397f600000000319e6d3c0000000012b86d3c00000000");
        yield return Convert.FromHexString(
            "14a75b03c076b7f8f6e6e41f010202809c9c390380c2d72f04a00106040702090472616e64");
        yield return Convert.FromHexString(
            "14a75b0b5f0e71759e893b9634c3653064e05be6919ad2cc852b0c1d010202809c9c390380c2d72f050606060706");
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        var sum = new HashCode();
        sum.Add(Read(input, null));
        // Chance alone never hits the sum, behind which the rest of the reader lies.
        byte[] mended = input.ToArray();
        if (mended.Length >= HmacAt + Md5.Size)
        {
            mended[3] |= 8;
            mended.AsSpan(HmacAt, Md5.Size).Clear();
            Key.Compute(mended.AsSpan(HmacAt, Md5.Size), mended.AsSpan());
        }
        sum.Add(Read(mended, Key));
        return sum.ToHashCode();
    }

    private static int Read(ReadOnlySpan<byte> input, HmacKey<Md5>? key)
    {
        var sum = new HashCode();
        Decoded opened = IrttPacket.TryReadOpenReply(input, key, out IrttOpenReply reply);
        sum.Add((opened, reply.Ended));
        Must(opened == Decoded.Whole || reply == default, "something was told although nothing was read");
        int size = IrttPacket.EchoSize(reply.Parameters, key is not null);
        Must(size is >= 16 and <= ushort.MaxValue, "an echo that no datagram carries");
        foreach (IrttStamps stamps in Enum.GetValues<IrttStamps>())
        {
            var parameters = new IrttParameters
            {
                Statistics = (IrttStatistics)((int)stamps % 4), Stamps = stamps, Clocks = IrttClocks.Both,
            };
            Decoded found = IrttPacket.TryReadEchoReply(input, parameters, key, out IrttEchoReply echo);
            Must(found == Decoded.Whole || echo == default, "something was told although nothing was read");
            sum.Add((found, echo.Ended));
        }
        return sum.ToHashCode();
    }
}
