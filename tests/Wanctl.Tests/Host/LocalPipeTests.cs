using System.Net.Sockets;
using Wanctl.Host.Net;

namespace Wanctl.Tests.Host;

public class LocalPipeTests
{
    [Fact]
    public void Bytes_written_to_one_end_are_read_from_the_other()
    {
        using Socket near = Open(out Socket far);
        using (far)
        {
            far.Send("from afar"u8);
            byte[] heard = new byte[16];
            Assert.Equal(9, near.Receive(heard));
            near.Send("and back"u8);
            Assert.Equal(8, far.Receive(heard));
            Assert.Equal("and back"u8.ToArray(), heard[..8]);
        }
    }

    [Fact]
    public void The_near_end_never_waits_and_the_far_end_does()
    {
        int near = LocalPipe.Open(out Socket far);
        Assert.False(Waiting.Waits(near));
        Assert.True(Waiting.Waits((int)far.Handle));
        Waiting.Socket(near).Dispose();
        far.Dispose();
    }

    [Fact]
    public void Closing_the_far_end_ends_the_near_one_after_what_was_sent()
    {
        using Socket near = Open(out Socket far);
        far.Send("last"u8);
        far.Dispose();
        Assert.Equal(4, near.Receive(new byte[16]));
        Assert.Equal(0, near.Receive(new byte[16]));
    }

    private static Socket Open(out Socket far) => Waiting.Socket(LocalPipe.Open(out far));
}
