namespace Wanctl.Core.Measure;

/// <summary>
/// The echo samples that one tick gathered, oldest first. What does not fit waits in the socket for the next tick;
/// nothing is lost by waiting, because the kernel has stamped its arrival.
/// </summary>
public struct EchoBatch
{
    /// <summary>
    /// Samples a tick can take: one tick sends one request, so more than one arrives only after a stall, and eight a
    /// tick catch up on a second of stall within three ticks.
    /// </summary>
    public const int Capacity = 8;

    private EchoSamples _samples;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no further sample fits.</summary>
    public readonly bool Full => Count == Capacity;

    /// <summary>Sample number <paramref name="index"/>, 0 to <see cref="Count"/> - 1.</summary>
    public readonly EchoSample this[int index] => _samples[index];

    /// <summary>Appends a sample; the batch must not be full.</summary>
    public void Add(in EchoSample sample) => _samples[Count++] = sample;
}
