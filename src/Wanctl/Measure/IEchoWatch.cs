using System.Threading;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>A clock, and the echoes that are sent while it runs.</summary>
internal interface IEchoWatch : IDisposable
{
    /// <summary>The monotonic clock.</summary>
    Instant Now { get; }

    /// <summary>
    /// Asks the reflectors in turn for some time, then waits for what is still under way. A sample that was sent before
    /// is not in the answer.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was to stop.</exception>
    IReadOnlyList<EchoSample> Listen(Duration length, CancellationToken stop);

    /// <summary>Lets time pass; nothing cuts it short.</summary>
    void Rest(Duration length);
}
