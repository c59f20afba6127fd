using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace Wanctl.Tests.Flavours;

/// <summary>A TLS server on loopback that echoes, and closes when it reads the byte '!'.</summary>
internal sealed class TlsRouter : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _ended = new();

    internal TlsRouter(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>True once the connection has ended, waiting for it if need be.</summary>
    internal bool Ended(TimeSpan patience) => _ended.Wait(patience, TestContext.Current.CancellationToken);

    private void Serve()
    {
        try
        {
            using Socket socket = _listener.AcceptSocket();
            using SslStream stream = new(new NetworkStream(socket));
            stream.AuthenticateAsServer(_certificate);
            byte[] buffer = new byte[16 * 1024];
            int count;
            while ((count = stream.Read(buffer)) > 0)
            {
                stream.Write(buffer, 0, count);
                if (buffer.AsSpan(0, count).Contains((byte)'!')) break;
            }
        }
        catch (Exception end) when (end is IOException or SocketException or AuthenticationException)
        {
            // A client that refuses the certificate hangs up.
        }
        _ended.Set();
    }

    public void Dispose()
    {
        _listener.Stop();
        _thread.Join();
        _ended.Dispose();
        _certificate.Dispose();
    }
}
