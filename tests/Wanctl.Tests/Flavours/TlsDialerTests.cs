using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Flavours.Tls;
using Wanctl.Host.Net;
using Wanctl.Tests.Host;

namespace Wanctl.Tests.Flavours;

public sealed class TlsDialerTests : IDisposable
{
    private readonly PaperTrail _ours = new("our authority");
    private readonly X509Certificate2 _certificate;
    private readonly string _pin;
    private readonly TlsRouter _router;

    public TlsDialerTests()
    {
        _certificate = _ours.Sign("router", IPAddress.Loopback);
        _pin = _certificate.GetCertHashString(HashAlgorithmName.SHA256);
        _router = new TlsRouter(_certificate);
    }

    [Fact]
    public void The_pinned_certificate_is_accepted_and_bytes_go_both_ways()
    {
        using Socket near = Dial(RouterAt.Tls("127.0.0.1", _router.Port, _pin));
        Assert.Equal("/login", Exchange(near, "/login"));
    }

    [Fact]
    public void A_wrong_pin_is_refused_with_the_one_found_and_the_one_wanted()
    {
        string wrong = new('a', 64);
        DialException refusal = Refused(RouterAt.Tls("127.0.0.1", _router.Port, wrong));
        string found = _pin.ToLowerInvariant();
        Assert.StartsWith(
            $"router 127.0.0.1 showed a certificate with SHA-256 {found}, wanted {wrong}", refusal.Message);
    }

    [Fact]
    public void A_certificate_of_the_given_authority_is_accepted()
    {
        using Socket near = Dial(RouterAt.Tls("127.0.0.1", _router.Port, authority: _ours.File()));
        Assert.Equal("/login", Exchange(near, "/login"));
    }

    [Fact]
    public void A_certificate_of_another_authority_is_refused()
    {
        using PaperTrail others = new("another authority");
        DialException refusal = Refused(RouterAt.Tls("127.0.0.1", _router.Port, authority: others.File()));
        Says("(CN=router) that the configured authority does not vouch for", refusal);
    }

    [Fact]
    public void A_certificate_for_another_name_is_refused_with_the_names_it_has()
    {
        using TlsRouter elsewhere = new(_ours.Sign("router", IPAddress.Parse("192.0.2.1")));
        DialException refusal = Refused(RouterAt.Tls("127.0.0.1", elsewhere.Port, authority: _ours.File()));
        Says("showed a certificate for 192.0.2.1, wanted one for 127.0.0.1", refusal);
    }

    [Fact]
    public void A_certificate_whose_only_name_is_the_common_name_is_accepted()
    {
        // Certificates made on a router often have no alternative names.
        using TlsRouter plain = new(_ours.Sign("localhost", address: null));
        using Socket near = Dial(RouterAt.Tls("localhost", plain.Port, authority: _ours.File()));
        Assert.Equal("/login", Exchange(near, "/login"));
    }

    [Fact]
    public void A_right_authority_does_not_excuse_a_wrong_pin() =>
        Says("SHA-256", Refused(RouterAt.Tls("127.0.0.1", _router.Port, new string('0', 64), _ours.File())));

    [Fact]
    public void Trust_without_a_pin_or_an_authority_is_refused_before_connecting() =>
        Says("neither is configured", Refused(RouterAt.Tls("127.0.0.1", 1)));

    [Theory]
    [InlineData("abc")]
    [InlineData("zz34567890123456789012345678901234567890123456789012345678901234")]
    public void A_pin_that_is_no_fingerprint_is_quoted(string pin) =>
        Says($"'{pin}', wanted the SHA-256 as 64 hexadecimal digits", Refused(RouterAt.Tls("127.0.0.1", 1, pin)));

    [Fact]
    public void An_authority_file_that_is_missing_or_empty_is_named()
    {
        string file = Path.GetTempFileName();
        Says($"{file} has no certificate", Refused(RouterAt.Tls("127.0.0.1", 1, authority: file)));
        File.Delete(file);
        Says($"{file} cannot be read", Refused(RouterAt.Tls("127.0.0.1", 1, authority: file)));
    }

    [Fact]
    public void A_port_that_does_not_speak_tls_is_given_up_in_time()
    {
        using TcpListener mute = new(IPAddress.Loopback, 0);
        mute.Start();
        int port = ((IPEndPoint)mute.LocalEndpoint).Port;
        DialException silence = Assert.Throws<DialException>(
            () => new TlsDialer().Connect(RouterAt.Tls("127.0.0.1", port, _pin), TimeSpan.FromSeconds(0.5)));
        Says("did not finish the TLS handshake", silence);
    }

    [Fact]
    public void A_router_that_closes_ends_the_stream_after_its_last_word()
    {
        using Socket near = Dial(RouterAt.Tls("127.0.0.1", _router.Port, _pin));
        Assert.Equal("bye!", Exchange(near, "bye!"));
        Assert.Equal(0, near.Receive(new byte[16]));
    }

    [Fact]
    public void Closing_the_near_end_ends_the_connection_to_the_router()
    {
        Socket near = Dial(RouterAt.Tls("127.0.0.1", _router.Port, _pin));
        Assert.Equal("/login", Exchange(near, "/login"));
        near.Dispose();
        Assert.True(_router.Ended(Waiting.Patience));
    }

    [Fact]
    public void A_long_stream_arrives_whole_and_in_order()
    {
        using Socket near = Dial(RouterAt.Tls("127.0.0.1", _router.Port, _pin));
        byte[] sent = new byte[200_000];
        for (int i = 0; i < sent.Length; i++) sent[i] = (byte)('A' + i % 23);
        byte[] heard = new byte[sent.Length];
        int written = 0;
        for (int read = 0; read < heard.Length;)
        {
            int next = Math.Min(4096, sent.Length - written);
            if (next > 0) written += near.Send(sent, written, next, SocketFlags.None);
            int chunk = near.Receive(heard, read, Math.Min(4096, heard.Length - read), SocketFlags.None);
            Assert.NotEqual(0, chunk);
            read += chunk;
        }
        Assert.Equal(sent, heard);
    }

    public void Dispose()
    {
        _router.Dispose();
        _ours.Dispose();
    }

    private static Socket Dial(RouterSettings router) =>
        Waiting.Socket(new TlsDialer().Connect(router, Waiting.Patience));

    private static DialException Refused(RouterSettings router) =>
        Assert.Throws<DialException>(() => new TlsDialer().Connect(router, Waiting.Patience));

    private static void Says(string words, DialException refusal) =>
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);

    private static string Exchange(Socket near, string text)
    {
        near.Send(Encoding.ASCII.GetBytes(text));
        byte[] heard = new byte[text.Length];
        for (int read = 0; read < heard.Length;)
        {
            int count = near.Receive(heard, read, heard.Length - read, SocketFlags.None);
            Assert.NotEqual(0, count);
            read += count;
        }
        return Encoding.ASCII.GetString(heard);
    }
}
