using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// What api-ssl is on a router: TLS in front of the same API. Made by the framework, with a certificate of its own, in
/// the room of the daemon that connects to it.
/// </summary>
public sealed class TlsFront : IDisposable
{
    private readonly Socket _listener;
    private readonly NetworkRoom _room;
    private readonly IPEndPoint _behind;
    private readonly X509Certificate2 _certificate;
    private volatile bool _stopping;

    public TlsFront(NetworkRoom room, IPEndPoint behind)
    {
        _room = room;
        _behind = behind;
        _certificate = Certificate();
        _listener = room.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port { get; }

    /// <summary>SHA-256 of the certificate, as an operator would pin it.</summary>
    public string Pin => Convert.ToHexStringLower(SHA256.HashData(_certificate.RawData));

    public void Dispose()
    {
        _stopping = true;
        _listener.Dispose();
        _certificate.Dispose();
    }

    private void Accept()
    {
        while (!_stopping)
        {
            try
            {
                Socket client = _listener.Accept();
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
            catch (SocketException) when (_stopping)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Serve(Socket client)
    {
        try
        {
            using Socket inner = _room.Run(
                () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            inner.NoDelay = true;
            client.NoDelay = true;
            inner.Connect(_behind);
            using var tls = new SslStream(new NetworkStream(client, ownsSocket: true));
            tls.AuthenticateAsServer(_certificate);
            using var plain = new NetworkStream(inner, ownsSocket: false);
            var back = new Thread(() => Copy(plain, tls)) { IsBackground = true };
            back.Start();
            Copy(tls, plain);
            inner.Shutdown(SocketShutdown.Both);
            back.Join();
        }
        catch (Exception exception) when (exception is IOException or SocketException
            or System.Security.Authentication.AuthenticationException)
        {
            // A client that goes away, or does not trust us: its test knows.
        }
    }

    private static void Copy(Stream from, Stream to)
    {
        try
        {
            byte[] buffer = new byte[16384];
            for (int count; (count = from.Read(buffer)) > 0;)
                to.Write(buffer.AsSpan(0, count));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The other direction has ended.
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=router.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 signed = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pfx), null);
    }
}
