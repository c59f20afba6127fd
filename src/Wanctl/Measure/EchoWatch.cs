using System.Threading;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Time;

namespace Wanctl.Measure;

/// <summary>Asks a link's reflectors in turn, one an interval, on this machine's clock.</summary>
internal sealed class EchoWatch : IEchoWatch
{
    /// <summary>How often arrivals are fetched; the kernel's stamps make the times exact.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    /// <summary>An echo is given up at its timeout by the first look after it.</summary>
    private static readonly Duration s_grace = Duration.FromMillis(50);

    private readonly IEchoChannel _channel;
    private readonly EchoProbe _probe;
    private readonly ProbeSettings _settings;
    private readonly Duration _interval;
    private int _next;

    /// <summary>Prepares to ask.</summary>
    /// <param name="channel">The way to the reflectors; disposed of here.</param>
    /// <param name="settings">Who they are.</param>
    /// <param name="interval">Time from one echo to the next.</param>
    public EchoWatch(IEchoChannel channel, ProbeSettings settings, Duration interval)
    {
        _channel = channel;
        _settings = settings;
        _interval = interval;
        _probe = new EchoProbe(channel, settings.Timeout, EchoToken.Draw());
    }

    /// <inheritdoc/>
    public Instant Now => Clock.Now();

    /// <inheritdoc/>
    public IReadOnlyList<EchoSample> Listen(Duration length, CancellationToken stop)
    {
        var heard = new List<EchoSample>();
        Instant start = Now;
        Instant end = start + length;
        Instant due = start;
        while (Now < end)
        {
            stop.ThrowIfCancellationRequested();
            if (Now >= due)
            {
                _probe.Ask((byte)_next);
                _next = (_next + 1) % _settings.Reflectors.Count;
                // After a stall the grid begins anew: a burst would queue behind itself.
                due = due + _interval > Now ? due + _interval : Now + _interval;
            }
            Collect(start, heard);
            stop.WaitHandle.WaitOne(s_look);
        }
        long sent = _probe.Counters.Sent;
        while (Settled() < sent && Now < end + _settings.Timeout + s_grace)
        {
            stop.ThrowIfCancellationRequested();
            Collect(start, heard);
            stop.WaitHandle.WaitOne(s_look);
        }
        return heard;
    }

    /// <inheritdoc/>
    public void Rest(Duration length) => Thread.Sleep(TimeSpan.FromSeconds(length.Seconds));

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private long Settled() => _probe.Counters.Answered + _probe.Counters.Lost;

    private void Collect(Instant start, List<EchoSample> heard)
    {
        var batch = default(EchoBatch);
        _probe.Collect(ref batch);
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch[i].SentAt >= start)
                heard.Add(batch[i]);
        }
    }
}
