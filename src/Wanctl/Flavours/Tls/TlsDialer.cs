using System.ComponentModel;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Host.Net;

namespace Wanctl.Flavours.Tls;

/// <summary>
/// Opens the API inside TLS (<c>router.transport: api-ssl</c>). The loop keeps on reading and writing plain bytes: it
/// gets one end of a local stream, and a <see cref="TlsPump"/> carries them to the router and back.
/// </summary>
internal sealed class TlsDialer : IRouterDialer
{
    /// <inheritdoc/>
    public int Connect(RouterSettings router, TimeSpan timeout)
    {
        long start = Environment.TickCount64;
        RouterTrust trust = new(router);
        Socket socket = RouterTcp.Connect(router, timeout);
        SslStream stream = new(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false);
        try
        {
            TimeSpan left = timeout - TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
            // A name server that took long must not eat the handshake's time.
            ShakeHands(stream, socket, router, trust, left > timeout / 2 ? left : timeout / 2);
            int near = LocalPipe.Open(out Socket far);
            TlsPump.Start(stream, socket, far);
            return near;
        }
        catch (Exception failure)
        {
            stream.Dispose();
            if (failure is IOException) throw new DialException($"router {router.Host}: {failure.Message}");
            throw;
        }
    }

    private static void ShakeHands(
        SslStream stream, Socket socket, RouterSettings router, RouterTrust trust, TimeSpan left)
    {
        SslClientAuthenticationOptions options = new()
        {
            // A zone says which interface of this machine leads there; no certificate has one.
            TargetHost = router.Host.Split('%')[0],
            // RouterOS offers 1.2 and, lately, 1.3; what is older is not safe.
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = trust.Policy(),
            RemoteCertificateValidationCallback = trust.Accept,
        };
        bool late = false;
        using Timer deadline = new(_ =>
        {
            late = true;
            Hurry(socket);
        });
        // A time that is used up already still ends the handshake by the same way.
        deadline.Change(Math.Max(1, (long)left.TotalMilliseconds), Timeout.Infinite);
        try
        {
            stream.AuthenticateAsClient(options);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or Win32Exception)
        {
            throw new DialException(trust.Refusal ?? Sentence(router, failure, Volatile.Read(ref late)));
        }
        if (Volatile.Read(ref late)) throw new DialException(Sentence(router, null, late: true));
    }

    /// <summary>Wakes the thread that waits for the router in the middle of a handshake.</summary>
    private static void Hurry(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The handshake has ended by itself at the same moment.
        }
    }

    private static string Sentence(RouterSettings router, Exception? failure, bool late) => late
        ? $"router {router.Host} did not finish the TLS handshake on port {router.Port} in time: " +
          "is this the api-ssl port?"
        : $"router {router.Host} port {router.Port}: the TLS handshake failed: " +
          $"{(failure?.InnerException ?? failure)?.Message}: has the service a certificate? " +
          "/ip service set api-ssl certificate=NAME";
}
