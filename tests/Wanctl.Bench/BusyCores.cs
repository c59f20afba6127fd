using System.Threading;

namespace Wanctl.Bench;

/// <summary>Keeps some cores busy with ordinary work until it is disposed of.</summary>
internal sealed class BusyCores : IDisposable
{
    private readonly Thread[] _threads;
    private volatile bool _stopping;

    public BusyCores(int count)
    {
        _threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            _threads[i] = new Thread(Spin) { IsBackground = true };
            _threads[i].Start();
        }
    }

    public void Dispose()
    {
        _stopping = true;
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Spin()
    {
        double value = 1;
        while (!_stopping)
            value = Math.Sqrt(value + 1);
    }
}
