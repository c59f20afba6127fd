using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using Wanctl.Status;
using Wanctl.Verbs;

namespace Wanctl.Tests.Status;

/// <summary>What <c>wanctl alive</c> makes of an answer, and that it ends when there is none.</summary>
public sealed class AliveTests
{
    [Theory]
    [InlineData("""{"problems": []}""", "")]
    [InlineData("""{"problems": [{"kind": "line_silent", "wan": "cable", "message": "no echo"}]}""", "")]
    [InlineData("""{"problems": [{"kind": "router_unreachable", "wan": "cable", "message": "away"}]}""", "")]
    [InlineData(
        """{"problems": [{"kind": "line_silent"}, {"kind": "loop_stalled", "wan": "dsl", "message": "no tick"}]}""",
        "the loop is stalled: dsl: no tick")]
    public void Only_a_loop_that_stands_still_is_not_alive(string health, string wanted)
    {
        using JsonDocument document = JsonDocument.Parse(health);
        Assert.Equal(wanted, AliveVerb.Stalled(document.RootElement));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"problems": "none"}""")]
    public void What_is_no_health_is_no_life(string health)
    {
        using JsonDocument document = JsonDocument.Parse(health);
        Assert.Throws<JsonException>(() => AliveVerb.Stalled(document.RootElement));
    }

    [Fact]
    public void A_daemon_that_is_not_well_answers_whoever_asks_for_that()
    {
        using var server = new OneAnswer("HTTP/1.1 503 Service Unavailable\r\n\r\n{}");
        Assert.Equal("{}"u8, StatusClient.Get(server.At, "/health", unwell: true));
    }

    [Fact]
    public void A_daemon_that_is_not_well_is_no_answer_to_others()
    {
        using var server = new OneAnswer("HTTP/1.1 503 Service Unavailable\r\n\r\n{}");
        Assert.Throws<IOException>(() => StatusClient.Get(server.At, "/api/state"));
    }

    [Fact]
    public void An_answer_in_drops_is_waited_for_ten_seconds_and_no_more()
    {
        using var server = new OneAnswer(new string('x', 1000), pause: TimeSpan.FromMilliseconds(500));
        var watch = Stopwatch.StartNew();
        IOException exception = Assert.Throws<IOException>(() => StatusClient.Get(server.At, "/health"));
        Assert.Contains("no whole answer", exception.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(14));
    }

    /// <summary>A server on the loopback that gives one client one answer, letter by letter where it pauses.</summary>
    private sealed class OneAnswer : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Thread _thread;

        public OneAnswer(string text, TimeSpan pause = default)
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _thread = new Thread(() => Serve(Encoding.ASCII.GetBytes(text), pause)) { IsBackground = true };
            _thread.Start();
        }

        public IPEndPoint At => (IPEndPoint)_listener.LocalEndPoint!;

        public void Dispose()
        {
            _listener.Dispose();
            _thread.Join();
        }

        private void Serve(byte[] text, TimeSpan pause)
        {
            try
            {
                using Socket client = _listener.Accept();
                client.Receive(new byte[4096]);
                int step = pause > TimeSpan.Zero ? 1 : text.Length;
                for (int i = 0; i < text.Length; i += step)
                {
                    client.Send(text.AsSpan(i, step));
                    Thread.Sleep(pause);
                }
            }
            catch (SocketException)
            {
                // The client has gone, or the test is over.
            }
        }
    }
}
