using System.Runtime.ExceptionServices;
using System.Threading;
using Wanctl.Report;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>Makes runs on all cores, and reduces each to its figures and plots as it goes: a trace is large.</summary>
/// <param name="run">Makes one run.</param>
/// <param name="progress">Hears what has ended and how many runs are done; never from two threads at a time.</param>
internal sealed class TunnelCrew(Func<TunnelJob, ITunnelObserver?, TunnelRun> run, Action<TunnelJob, int> progress)
{
    private readonly Lock _gate = new();
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
                TunnelPanel? panel = job.Plotted ? new TunnelPanel() : null;
                TunnelRun made = run(job, panel);
                outcomes[order[place]] = new TunnelOutcome(job, made.Score, panel?.Finish(made, job.Asked));
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
}
