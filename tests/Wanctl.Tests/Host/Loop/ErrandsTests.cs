using System.Threading;
using Wanctl.Host.Loop;

namespace Wanctl.Tests.Host.Loop;

public sealed class ErrandsTests
{
    [Fact]
    public void Every_errand_is_run_once_and_sending_allocates_nothing()
    {
        using var errands = new Errands();
        var errand = new Counter();
        errands.TrySend(errand);
        errand.WaitFor(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Assert.True(errands.TrySend(errand));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        errand.WaitFor(101);
    }

    private sealed class Counter : IThreadPoolWorkItem
    {
        private int _runs;

        public void Execute() => Interlocked.Increment(ref _runs);

        public void WaitFor(int runs) =>
            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref _runs) == runs, TimeSpan.FromSeconds(30)));
    }
}
