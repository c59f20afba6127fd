using System.Runtime.CompilerServices;

namespace Wanctl.Wire.Cake;

/// <summary>What CAKE tells beside the counters of every qdisc.</summary>
public struct CakeStatistics
{
    /// <summary>The most tins that any mode has.</summary>
    public const int TinsMax = 8;

    private Tins _tins;

    /// <summary>How many tins there are.</summary>
    public int TinCount { get; internal set; }

    /// <summary>
    /// Mean length of the link-layer header in front of the network layer, in bytes: what CAKE takes off a packet's
    /// length before it adds the overhead.
    /// </summary>
    public uint HeaderBytes { get; internal set; }

    /// <summary>Bytes of memory that the queues have taken at most.</summary>
    public uint MemoryUsed { get; internal set; }

    /// <summary>Bytes of memory that they may take.</summary>
    public uint MemoryLimit { get; internal set; }

    /// <summary>
    /// Tin number <paramref name="index"/> in the order of <c>tc</c>, 0 to <see cref="TinCount"/> - 1.
    /// </summary>
    public readonly CakeTin this[int index] => _tins[index];

    internal void Set(int index, in CakeTin tin)
    {
        _tins[index] = tin;
        TinCount = Math.Max(TinCount, index + 1);
    }

    /// <summary>
    /// Adds the figures of another CAKE that serves the same packets: sums of counters, worst of delays.
    /// </summary>
    internal void Merge(in CakeStatistics other)
    {
        for (int i = 0; i < other.TinCount; i++)
        {
            CakeTin sum = _tins[i], part = other[i];
            sum.Add(in part);
            Set(i, in sum);
        }
        HeaderBytes = Math.Max(HeaderBytes, other.HeaderBytes);
        MemoryUsed += other.MemoryUsed;
        MemoryLimit += other.MemoryLimit;
    }

    [InlineArray(TinsMax)]
    private struct Tins
    {
        private CakeTin _first;
    }
}
