using System.Runtime.ExceptionServices;
using System.Threading;
using Wanctl.Report;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>
/// Makes runs on all cores. A run is reduced to its figures and plots at once, because its trace is large.
/// </summary>
/// <param name="run">Makes one run.</param>
/// <param name="progress">Hears what has ended and how many runs are done; never from two threads at a time.</param>
internal sealed class TunnelCrew(Func<TunnelJob, TunnelRun> run, Action<TunnelJob, int> progress)
{
    private readonly Lock _gate = new();
    private readonly Lock _traceGate = new();
    private ExceptionDispatchInfo? _failure;
    private int _taken;
    private int _done;

    /// <summary>Makes all runs; the outcomes come in the jobs' order.</summary>
    public TunnelOutcome[] Work(IReadOnlyList<TunnelJob> jobs, int hands)
    {
        var outcomes = new TunnelOutcome[jobs.Count];
        // The longest first, so that no core works alone in the end.
        int[] order = new int[jobs.Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (left, right) => jobs[right].Scenario.Length.CompareTo(jobs[left].Scenario.Length) is var by
            && by != 0 ? by : left.CompareTo(right));
        var threads = new Thread[Math.Clamp(hands, 1, Math.Max(1, jobs.Count))];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() => Work(jobs, order, outcomes)) { Name = "tunnel" };
            threads[i].Start();
        }
        foreach (Thread thread in threads)
            thread.Join();
        _failure?.Throw();
        return outcomes;
    }

    private void Work(IReadOnlyList<TunnelJob> jobs, int[] order, TunnelOutcome[] outcomes)
    {
        while (_failure is null && Interlocked.Increment(ref _taken) - 1 is var place && place < order.Length)
        {
            TunnelJob job = jobs[order[place]];
            try
            {
                outcomes[order[place]] = job.Plotted ? Plotted(job) : new TunnelOutcome(job, run(job).Score, null);
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
                return;
            }
            lock (_gate)
                progress(job, ++_done);
        }
    }

    /// <summary>One at a time: the trace of an hour takes half of the memory that this process allows itself.</summary>
    private TunnelOutcome Plotted(TunnelJob job)
    {
        lock (_traceGate)
        {
            TunnelRun made = run(job);
            return new TunnelOutcome(job, made.Score, TunnelPanel.Of(made, job.Asked));
        }
    }
}
