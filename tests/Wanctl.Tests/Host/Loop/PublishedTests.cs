using System.Threading;
using System.Threading.Tasks;
using Wanctl.Host.Loop;

namespace Wanctl.Tests.Host.Loop;

/// <summary>A value that one thread writes and others read whole.</summary>
public class PublishedTests
{
    [Fact]
    public void Nothing_is_read_before_the_first_write()
    {
        var published = new Published<Wide>();
        Assert.False(published.TryRead(out _));
        published.Write(new Wide(3));

        Assert.True(published.TryRead(out Wide value));
        Assert.Equal(3, value.First);
    }

    [Fact]
    public async Task Readers_never_see_half_of_a_value_or_an_older_one()
    {
        var published = new Published<Wide>();
        published.Write(new Wide(0));
        int ended = 0;
        Task<long>[] readers = new Task<long>[3];
        for (int i = 0; i < readers.Length; i++)
        {
            readers[i] = Task.Run(() =>
            {
                long last = 0;
                while (Volatile.Read(ref ended) == 0)
                {
                    Assert.True(published.TryRead(out Wide value));
                    Assert.Equal(value.First, value.Last);
                    Assert.Equal(value.First, value.Middle);
                    Assert.True(value.First >= last);
                    last = value.First;
                }
                return last;
            }, TestContext.Current.CancellationToken);
        }
        for (long i = 1; i <= 200_000; i++)
            published.Write(new Wide(i));
        Volatile.Write(ref ended, 1);

        foreach (Task<long> reader in readers)
            Assert.InRange(await reader, 0, 200_000);
    }

    private readonly struct Wide(long number)
    {
        public readonly long First = number;
        public readonly (long, long, long, long, long, long) Between = (number, 0, 0, number, 0, number);
        public readonly long Middle = number;
        public readonly (long, long, long, long, long, long) Further = (number, 0, 0, number, 0, number);
        public readonly long Last = number;
    }
}
