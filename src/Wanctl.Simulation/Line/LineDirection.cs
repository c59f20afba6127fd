using System.Diagnostics;

namespace Wanctl.Simulation.Line;

/// <summary>
/// One direction: flows send through CAKE, which lets pass what the limit allows, into the provider's queue, which
/// empties at the line's capacity. All amounts are fluid bytes.
/// </summary>
internal sealed class LineDirection(double bufferBytes)
{
    /// <summary>
    /// CAKE's target for the queue of a bulk flow, and its interval: what stands longer loses packets.
    /// </summary>
    private const double CakeTargetSeconds = 0.005;

    private const double CakeIntervalSeconds = 0.1;

    /// <summary>What CAKE keeps at most, its default memory limit at such rates.</summary>
    private const double CakeBytesMax = 4e6;

    private const double PacketBytes = 1500;

    private BulkSource _bulk;
    private double _cake;
    private double _fifo;
    private double _cakeStandingSeconds;

    /// <summary>Bytes that flows and calls have handed over.</summary>
    public double Offered { get; private set; }

    /// <summary>Bytes that have arrived at the far end.</summary>
    public double Delivered { get; private set; }

    /// <summary>Bytes that were dropped, by CAKE or by the provider's queue.</summary>
    public double Dropped { get; private set; }

    /// <summary>Bytes dropped by CAKE alone.</summary>
    public double DroppedByCake { get; private set; }

    /// <summary>Bytes that have left CAKE.</summary>
    public double Shaped { get; private set; }

    /// <summary>Bytes that wait in CAKE; sparse flows, echoes among them, go past them.</summary>
    public double CakeBytes => _cake;

    /// <summary>Bytes that wait in the provider's queue; everything waits behind them.</summary>
    public double FifoBytes => _fifo;

    /// <summary>The present capacity in bytes a second.</summary>
    public double Capacity { get; private set; }

    /// <summary>How long the provider's queue delays what joins it now.</summary>
    public double FifoSeconds => Capacity > 0 ? _fifo / Capacity : 0;

    /// <summary>One moment.</summary>
    /// <param name="seconds">Its length, a few milliseconds.</param>
    /// <param name="capacity">What the line carries, bytes a second; more than zero.</param>
    /// <param name="limit">What CAKE lets pass, bytes a second; 0 stands for no limit.</param>
    /// <param name="flows">Bulk flows that run.</param>
    /// <param name="sparse">What calls and echoes send, bytes a second.</param>
    /// <param name="roundTripSeconds">Round-trip time of the bulk flows without any queue of this direction.</param>
    public void Step(double seconds, double capacity, double limit, int flows, double sparse, double roundTripSeconds)
    {
        Debug.Assert(capacity > 0, "a line that carries nothing is no line");
        Capacity = capacity;
        double allowed = limit > 0 ? limit : double.PositiveInfinity;
        double roundTrip = roundTripSeconds + FifoSeconds + (limit > 0 ? _cake / limit : 0);
        _bulk.Run(flows);
        double bulk = _bulk.Send(seconds, roundTrip);
        Offered += bulk + sparse * seconds;
        double shaped = Shape(bulk + sparse * seconds, allowed * seconds);
        Carry(shaped, capacity * seconds, roundTrip);
        Signal(seconds, limit, flows);
    }

    private double Shape(double arriving, double allowed)
    {
        double ready = _cake + arriving;
        double passed = Math.Min(ready, allowed);
        _cake = ready - passed;
        if (_cake > CakeBytesMax)
        {
            Drop(_cake - CakeBytesMax);
            _cake = CakeBytesMax;
        }
        Shaped += passed;
        return passed;
    }

    private void Carry(double arriving, double carried, double roundTrip)
    {
        double waiting = _fifo + arriving;
        double served = Math.Min(waiting, carried);
        _fifo = waiting - served;
        Delivered += served;
        if (_fifo <= bufferBytes)
            return;
        Dropped += _fifo - bufferBytes;
        _fifo = bufferBytes;
        // A full queue drops whatever comes, so nearly every flow loses something: they all slow down together.
        _bulk.LoseAll(roundTrip);
    }

    /// <summary>
    /// CAKE keeps a queue for each flow and drops a packet of it once an interval while it stands above the target;
    /// over all flows that is one packet after the other.
    /// </summary>
    private void Signal(double seconds, double limit, int flows)
    {
        bool standing = limit > 0 && _cake / limit > CakeTargetSeconds;
        _cakeStandingSeconds = standing ? _cakeStandingSeconds + seconds : 0;
        if (flows == 0 || _cakeStandingSeconds < CakeIntervalSeconds)
            return;
        _cakeStandingSeconds -= CakeIntervalSeconds / flows;
        double packet = Math.Min(PacketBytes, _cake);
        _cake -= packet;
        Drop(packet);
        _bulk.LoseOne();
    }

    private void Drop(double bytes)
    {
        Dropped += bytes;
        DroppedByCake += bytes;
    }
}
