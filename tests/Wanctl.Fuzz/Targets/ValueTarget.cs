using System.Text;
using Wanctl.Fuzz.Engine;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Fuzz.Targets;

/// <summary>The values of RouterOS's attributes.</summary>
internal sealed class ValueTarget : FuzzTarget
{
    public override string Name => "values";

    public override int BytesMax => 100;

    public override long AllocatedMax => 100_000;

    public override IReadOnlyList<string> Words =>
        ["w", "d", "h", "m", "s", "ms", "us", "ns", ":", "k", "M", "G", "bps", "/", "%", ".", "9223372036", "yes"];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (string text in (string[])["940M", "1.5G", "10Mbps", "2d20h12m20s", "01:22:53", "1d02:03:04.5", "382us",
            "12/34", "55%", "true", "18446744073709551615"])
            yield return Encoding.ASCII.GetBytes(text);
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        bool rate = Value.TryRate(input, out long bits);
        bool time = Value.TryDuration(input, out long nanos);
        bool share = Value.TryPercent(input, out int percent);
        Must(bits >= 0 && nanos >= 0, "a rate or a time is below zero");
        Must(percent is >= 0 and <= 100, "a share is no share");
        Must(rate || bits == 0, "what is refused has a value");
        Must(time || nanos == 0, "what is refused has a value");
        bool counter = Value.TryCounter(input, out ulong count);
        Must(counter || count == 0, "what is refused has a value");
        bool pair = Value.TryPair(input, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second);
        Must(!pair || first.Length + second.Length + 1 == input.Length, "a pair is not its halves");
        return HashCode.Combine(rate, time, share, counter, pair, Value.TryBool(input, out _), bits, input.Length);
    }
}
