using Wanctl.Core.Measure;
using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// What can be read of the interface that a queue stands on: what has passed the queue, with link headers, and whatever
/// else leaves there.
/// </summary>
/// <param name="refreshMs">How often it is brought up to date, in milliseconds; 0 for with each reading.</param>
/// <param name="otherBits">What else leaves there, in bit/s.</param>
/// <param name="line">Whose interface it is.</param>
internal sealed class ShownInterface(int refreshMs, double otherBits, LineDirection line)
{
    /// <summary>An Ethernet header on a full packet.</summary>
    private const double Headers = 1514.0 / 1500;

    private ulong _bytes;
    private int _turn = -1;

    /// <summary>The interface of a router that counts in a manner; null where it cannot be read.</summary>
    public static ShownInterface? Of(CounterManner manner, LineDirection line) =>
        manner.Interface is { } own ? new ShownInterface(own.RefreshMs, manner.OtherBits, line) : null;

    /// <summary>Brings it up to date where its turn has come.</summary>
    public void Step(int millis)
    {
        if (refreshMs > 0 && millis / refreshMs != _turn)
            Refresh(millis);
    }

    /// <summary>A reading is made.</summary>
    public void Fill(ref DirectionReport report, int millis)
    {
        if (refreshMs == 0)
            Refresh(millis);
        report.InterfaceRead = true;
        report.InterfaceBytes = _bytes;
    }

    private void Refresh(int millis)
    {
        _turn = refreshMs > 0 ? millis / refreshMs : 0;
        _bytes = (ulong)(line.Cake.Passed * Headers + otherBits / 8000 * millis);
    }
}
