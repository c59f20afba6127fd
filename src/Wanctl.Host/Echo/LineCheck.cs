using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Loop;

namespace Wanctl.Host.Echo;

/// <summary>
/// Finds out, while no echo is answered, whether the line is dead or only our echoes are: one ping to the gateway and
/// TCP connections to a few targets, all off the loop, again every two seconds for as long as the silence lasts.
/// </summary>
public sealed class LineCheck(FallbackSettings fallback, ProbeSettings probe, Errands errands)
    : IThreadPoolWorkItem
{
    private static readonly Duration Interval = Duration.FromSeconds(2);

    /// <summary>
    /// Half a second: a healthy line connects within a tenth of it, and the original found longer waits useless.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private Instant _startedAt = Instant.Never;
    private int _running;
    private int _found;

    /// <summary>
    /// What was found; call once a tick. Starts a check where there is silence and none is under way.
    /// </summary>
    public Connectivity Ask(bool silent, Instant now)
    {
        if (!silent || !fallback.Enabled)
        {
            Volatile.Write(ref _found, (int)Connectivity.Unknown);
            return Connectivity.Unknown;
        }
        if (now - _startedAt >= Interval && Interlocked.CompareExchange(ref _running, 1, 0) == 0)
        {
            _startedAt = now;
            if (!errands.TrySend(this))
                Volatile.Write(ref _running, 0);
        }
        return (Connectivity)Volatile.Read(ref _found);
    }

    void IThreadPoolWorkItem.Execute() => _ = CheckAsync();

    private async Task CheckAsync()
    {
        try
        {
            bool something = await AnyTargetAsync().ConfigureAwait(false) || GatewayAnswers();
            Volatile.Write(ref _found, (int)(something ? Connectivity.Something : Connectivity.Nothing));
        }
        catch (SocketException)
        {
            Volatile.Write(ref _found, (int)Connectivity.Nothing);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<bool> AnyTargetAsync()
    {
        foreach (TcpTarget target in fallback.TcpTargets)
        {
            if (await ConnectsAsync(target).ConfigureAwait(false))
                return true;
        }
        return false;
    }

    private async Task<bool> ConnectsAsync(TcpTarget target)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            // An address: a name would need a resolver, which is what fails first when a line does.
            var address = IPAddress.Parse(target.Host);
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (probe.Interface is { } device)
                socket.SetRawSocketOption(Libc.SOL_SOCKET, Libc.SO_BINDTODEVICE, Encoding.UTF8.GetBytes(device));
            IPAddress? source = probe.SourceAddress is { } text ? IPAddress.Parse(text) : null;
            if (source?.AddressFamily == socket.AddressFamily)
                socket.Bind(new IPEndPoint(source, 0));
            await socket.ConnectAsync(new IPEndPoint(address, target.Port), patience.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // A refusal is an answer too: somebody at the far end of the line said no.
            return exception is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
        }
    }

    private bool GatewayAnswers()
    {
        if (fallback.Gateway is not { } gateway)
            return false;
        using var channel = new IcmpChannel(probe with { Reflectors = [gateway] });
        var echo = new EchoProbe(channel, Duration.FromSeconds(1), EchoToken.Draw());
        echo.Ask(0);
        for (int waited = 0; waited < Patience.TotalMilliseconds; waited += 10)
        {
            Thread.Sleep(10);
            var batch = default(EchoBatch);
            echo.Collect(ref batch);
            if (batch.Count > 0)
                return batch[0].Answered;
        }
        return false;
    }
}
