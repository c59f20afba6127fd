using System.Threading;
using System.Threading.Tasks;

namespace Wanctl.Truth;

/// <summary>Runs many independent things on all cores; their results come in order.</summary>
internal static class Crew
{
    /// <summary>Runs them.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many.</param>
    /// <param name="run">One of them; called from several threads.</param>
    /// <param name="progress">Hears how many are done, at times; null for nobody.</param>
    public static T[] Run<T>(int first, int count, Func<int, T> run, Action<int>? progress = null)
    {
        var results = new T[count];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, count, options, i =>
        {
            results[i] = run(first + i);
            int sofar = Interlocked.Increment(ref done);
            if (sofar % Math.Max(1, count / 20) == 0)
                progress?.Invoke(sofar);
        });
        return results;
    }
}
