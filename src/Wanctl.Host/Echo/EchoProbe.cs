using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Time;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Host.Echo;

/// <summary>
/// Asks one reflector a tick and turns what comes back into samples. An answer counts if it carries our identifier and
/// our secret token, comes from the address that was asked, and its request still waits; everything else is counted and
/// dropped.
/// </summary>
public sealed class EchoProbe(IEchoChannel channel, Duration timeout, ulong token)
{
    /// <summary>
    /// How far the system clock may move against the monotonic one while an echo is under way: a disciplined clock is
    /// slewed by at most 500 ppm, which is half a millisecond in a second. More than this is a step, and the kernel's
    /// stamp is worthless.
    /// </summary>
    private const long ClockStepNanos = 1_000_000;

    /// <summary>
    /// Datagrams that one call takes: eight times a full batch. A raw socket sees everybody's answers, and a flood of
    /// them must not keep the tick; what is left waits in the socket.
    /// </summary>
    internal const int ArrivalsMax = 8 * EchoBatch.Capacity;

    /// <summary>
    /// Another identifier after a second: long against any reply, short against what a person notices.
    /// </summary>
    private static readonly Duration SilenceMax = Duration.FromSeconds(1);

    private readonly EchoLedger _ledger = new();

    /// <summary>For each reflector, since when nothing has come back for what was sent.</summary>
    private readonly Instant[] _silentSince = Silence();
    private EchoCounters _counters;

    /// <summary>What has happened so far.</summary>
    public ref readonly EchoCounters Counters => ref _counters;

    /// <summary>Sends one request.</summary>
    public void Ask(byte reflector)
    {
        ClockPair moment = ClockPair.Read();
        Ask(reflector, moment.Now, moment.WallNanos);
    }

    /// <summary>Sends one request at a moment of the two clocks.</summary>
    internal void Ask(byte reflector, Instant now, long wall)
    {
        Span<byte> packet = stackalloc byte[EchoPacket.Size];
        Instant since = _silentSince[reflector];
        if (since != Instant.Never && now - since >= SilenceMax)
        {
            channel.Renew(reflector);
            _silentSince[reflector] = Instant.Never;
        }
        EchoFamily family = channel.FamilyOf(reflector);
        uint sequence = _ledger.Open(reflector, now, wall);
        var payload = new EchoPayload(token, wall, sequence, reflector);
        int size = EchoPacket.WriteRequest(packet, family, channel.IdentifierOf(reflector), in payload);
        if (channel.TrySend(reflector, packet[..size]))
        {
            _counters.Sent++;
            if (_silentSince[reflector] == Instant.Never)
                _silentSince[reflector] = now;
            return;
        }
        _ledger.Withdraw(sequence);
        _counters.Unsent++;
    }

    /// <summary>
    /// Collects what has arrived and what was given up since the last call. Never blocks, and does a bounded amount of
    /// work.
    /// </summary>
    public void Collect(ref EchoBatch batch)
    {
        ClockPair moment = ClockPair.Read();
        Collect(ref batch, moment.Now, moment.WallNanos);
    }

    /// <summary>Collects at a moment of the two clocks.</summary>
    internal void Collect(ref EchoBatch batch, Instant now, long wall)
    {
        for (int i = 0; i < ArrivalsMax && !batch.Full && channel.TryReceive(out EchoArrival arrival); i++)
            Sort(in arrival, now, wall, ref batch);
        while (!batch.Full && _ledger.TryExpire(now, timeout, out EchoFlight flight))
        {
            Lose(in flight, ref batch);
        }
    }

    private void Sort(in EchoArrival arrival, Instant now, long wall, ref EchoBatch batch)
    {
        Decoded read = EchoPacket.TryReadReply(
            arrival.Bytes, arrival.Family, arrival.WithIpHeader, out EchoReply reply);
        if (read != Decoded.Whole)
        {
            _counters.Malformed++;
            return;
        }
        bool ours = arrival.Reflector < 0
            ? reply.Payload.Token == token
            : reply.Id == channel.IdentifierOf(arrival.Reflector);
        if (!ours)
        {
            // A raw socket sees the answers to everybody's requests on this machine.
            _counters.Foreign++;
            return;
        }
        if (reply.Kind != EchoKind.Answer)
        {
            _counters.Malformed++;
            return;
        }
        EchoPayload payload = reply.Payload;
        if (payload.Token != token || arrival.Reflector < 0 || payload.Reflector != (uint)arrival.Reflector)
        {
            _counters.Forged++;
            return;
        }
        EchoFate fate = _ledger.Settle(payload.Sequence, (byte)arrival.Reflector, out EchoFlight flight);
        _silentSince[arrival.Reflector] = Instant.Never;
        if (fate == EchoFate.Answered)
            Take(in flight, in arrival, now, wall, ref batch);
        else
            Count(fate);
    }

    private void Take(in EchoFlight flight, in EchoArrival arrival, Instant now, long wall, ref EchoBatch batch)
    {
        long elapsed = (now - flight.SentAt).Nanos;
        long rtt = elapsed;
        if (arrival.WallNanos != 0)
        {
            long drift = wall - flight.SentWallNanos - elapsed;
            if (drift is > ClockStepNanos or < -ClockStepNanos)
            {
                _counters.Answered++;
                _counters.ClockStepped++;
                return;
            }
            // The stamp lies between sending and now; what is left outside is the skew of two clocks that cannot be
            // read at once.
            rtt = Math.Clamp(arrival.WallNanos - flight.SentWallNanos, 0, elapsed);
        }
        if (rtt >= timeout.Nanos)
        {
            // Only a late turn of ours can bring it here. Without a stamp the time is our own lateness, not the line's.
            Lose(in flight, ref batch);
            return;
        }
        _counters.Answered++;
        long micros = Math.Max(1, rtt / 1000);
        batch.Add(new EchoSample
        {
            SentAt = flight.SentAt,
            Sequence = flight.Sequence,
            Reflector = flight.Reflector,
            RttMicros = (int)Math.Min(micros, int.MaxValue),
        });
    }

    private static Instant[] Silence()
    {
        var since = new Instant[ProbeSettings.ReflectorsMax];
        Array.Fill(since, Instant.Never);
        return since;
    }

    private void Lose(in EchoFlight flight, ref EchoBatch batch)
    {
        _counters.Lost++;
        batch.Add(new EchoSample
        {
            SentAt = flight.SentAt,
            Sequence = flight.Sequence,
            Reflector = flight.Reflector,
            RttMicros = EchoSample.Lost,
        });
    }

    private void Count(EchoFate fate)
    {
        switch (fate)
        {
            case EchoFate.Duplicate:
                _counters.Duplicate++;
                break;
            case EchoFate.Late:
                _counters.Late++;
                break;
            default:
                _counters.Foreign++;
                break;
        }
    }
}
