using System.Runtime.InteropServices;
using Wanctl.Host.Echo;

namespace Wanctl.Tests.Host.Echo;

/// <summary>Control messages as the kernel lays them down.</summary>
public class ReceiveStampTests
{
    private const int Socket = 1;
    private const int Micros = 29;
    private const int Nanos = 35;

    [Theory]
    [InlineData(Nanos, 1_700_000_000, 123_456_789, 1_700_000_000_123_456_789)]
    [InlineData(Micros, 1_700_000_000, 123_456, 1_700_000_000_123_456_000)]
    [InlineData(37, 1_700_000_000, 123_456, 0)]
    public void A_stamp_is_read_in_nanoseconds(int type, long seconds, long fraction, long stamp) =>
        Assert.Equal(stamp, ReceiveStamp.Find(Message(Socket, type, seconds, fraction)));

    [Fact]
    public void Messages_before_the_stamp_are_passed_over()
    {
        byte[] other = Message(0, 8, 64);
        byte[] stamp = Message(Socket, Nanos, 3, 4);

        Assert.Equal(3_000_000_004, ReceiveStamp.Find([.. other, .. stamp]));
        Assert.Equal(3_000_000_004, ReceiveStamp.Find([.. Message(41, Nanos, 9, 9), .. stamp]));
        Assert.Equal(0, ReceiveStamp.Find(other));
        Assert.Equal(0, ReceiveStamp.Find([]));
    }

    [Fact]
    public void A_message_that_ends_early_is_no_stamp()
    {
        byte[] whole = [.. Message(0, 8, 64), .. Message(Socket, Nanos, 3, 4)];
        for (int size = 0; size < whole.Length; size++)
            Assert.Equal(0, ReceiveStamp.Find(whole.AsSpan(0, size)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(15)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_length_that_cannot_be_ends_the_search(long length)
    {
        byte[] message = Message(Socket, Nanos, 3, 4);
        MemoryMarshal.Write(message, (nint)length);

        Assert.Equal(0, ReceiveStamp.Find(message));
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var chance = new Random(1);
        byte[] bytes = new byte[64];
        for (int i = 0; i < 20_000; i++)
        {
            chance.NextBytes(bytes);
            MemoryMarshal.Write(bytes, (nint)chance.Next(-4, 80));
            ReceiveStamp.Find(bytes.AsSpan(0, chance.Next(bytes.Length + 1)));
        }
    }

    private static byte[] Message(int level, int type, params long[] words)
    {
        int header = IntPtr.Size + 8;
        byte[] bytes = new byte[header + words.Length * IntPtr.Size];
        MemoryMarshal.Write(bytes, (nint)bytes.Length);
        MemoryMarshal.Write(bytes.AsSpan(IntPtr.Size), in level);
        MemoryMarshal.Write(bytes.AsSpan(IntPtr.Size + 4), in type);
        for (int i = 0; i < words.Length; i++)
            MemoryMarshal.Write(bytes.AsSpan(header + i * IntPtr.Size), (nint)words[i]);
        return bytes;
    }
}
