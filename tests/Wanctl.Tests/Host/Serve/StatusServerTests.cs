using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.Host.Serve;
using Wanctl.Host.Tell;
using Wanctl.Wire.Http;

namespace Wanctl.Tests.Host.Serve;

/// <summary>The server against clients that are slow, silent, huge, malformed or many.</summary>
public sealed class StatusServerTests : IDisposable
{
    private readonly PlainDesk _desk = new();
    private readonly EventQueue _events = new();
    private readonly StatusServer _server;

    public StatusServerTests() => _server = new StatusServer(
        [new ServeAddress(IPAddress.Loopback, 0), new ServeAddress(IPAddress.Loopback, 0, MetricsOnly: true)],
        _desk, _events, new HostNames("box", "router.lan"));

    private IPEndPoint Page => _server.EndPoint(0)!;

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_request_is_answered_and_the_connection_ends()
    {
        string answer = Visitor.Ask(Page, "/");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 4\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\npage", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_for_figures_says_so_to_the_desk() =>
        Assert.EndsWith("figures", Visitor.Ask(_server.EndPoint(1)!, "/"), StringComparison.Ordinal);

    [Fact]
    public void Head_is_get_without_a_body()
    {
        string answer = Visitor.Ask(Page, "/", how: "HEAD");
        Assert.Contains("Content-Length: 4\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "Host: 127.0.0.1\r\n", "405 ")]
    [InlineData("DELETE", "Host: 127.0.0.1\r\n", "405 ")]
    [InlineData("GET", "Host: evil.example\r\n", "421 ")]
    [InlineData("GET", "Host: localhost.evil.example:9101\r\n", "421 ")]
    [InlineData("GET", "Host: localhost\r\nOrigin: http://evil.example\r\n", "403 ")]
    [InlineData("GET", "Host: localhost\r\nOrigin: https://localhost\r\n", "403 ")]
    [InlineData("GET", "Host: localhost\r\nOrigin: http://localhost\r\n", "200 ")]
    [InlineData("GET", "Host: box:9101\r\n", "200 ")]
    [InlineData("GET", "Host: BOX.local\r\n", "200 ")]
    [InlineData("GET", "Host: router.lan:9101\r\n", "200 ")]
    [InlineData("GET", "Host: Router.LAN.\r\n", "200 ")]
    [InlineData("GET", "Host: router.lan.evil.example\r\n", "421 ")]
    [InlineData("GET", "Host: [fe80::1]:9101\r\n", "200 ")]
    [InlineData("GET", "Host: 192.168.1.5:9101\r\n", "200 ")]
    [InlineData("GET", "", "400 ")]
    [InlineData("GET", "Host: a\r\nContent-Length: 5\r\n", "413 ")]
    public void Who_may_ask_what(string how, string fields, string status) =>
        Assert.StartsWith("HTTP/1.1 " + status, Visitor.Ask(Page, "/", fields, how), StringComparison.Ordinal);

    [Fact]
    public void Figures_are_told_by_whatever_name_a_collector_calls()
    {
        const string fields = "Host: wanctl.home.arpa:9101\r\n";
        Assert.StartsWith("HTTP/1.1 200 ", Visitor.Ask(Page, "/metrics", fields), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", Visitor.Ask(_server.EndPoint(1)!, "/", fields), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 421 ", Visitor.Ask(Page, "/metrics2", fields), StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_that_speaks_another_protocol_is_sent_away_at_once()
    {
        using var visitor = new Visitor(Page);
        visitor.Say("\u0016\u0003\u0001\u0002\u0000");
        Assert.StartsWith("HTTP/1.1 400 ", visitor.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_request_is_refused_and_its_answer_arrives()
    {
        using var visitor = new Visitor(Page);
        visitor.Say("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: "
            + new string('c', HttpRequestReader.BytesMax + 8000));
        Assert.StartsWith("HTTP/1.1 431 ", visitor.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_says_nothing_or_too_little_is_sent_away_after_some_seconds()
    {
        using var silent = new Visitor(Page);
        using var slow = new Visitor(Page);
        slow.Say("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
        DateTime until = DateTime.UtcNow + Waiting.Patience;
        // Each byte is a sign of life, and none of them buys more time.
        while (slow.TrySay("a") && DateTime.UtcNow < until)
            Thread.Sleep(50);
        Assert.True(DateTime.UtcNow < until, "a client that drips bytes is kept for ever");
        Assert.Equal("", silent.ReadToEnd());
    }

    [Fact]
    public void Silent_clients_in_any_number_keep_nobody_out()
    {
        var silent = new List<Visitor>();
        for (int i = 0; i < StatusServer.ConnectionsMax + 30; i++)
            silent.Add(new Visitor(Page));
        string answer = "";
        DateTime until = DateTime.UtcNow + Waiting.Patience;
        while (!answer.EndsWith("page", StringComparison.Ordinal) && DateTime.UtcNow < until)
            answer = TryAsk();
        Assert.EndsWith("page", answer, StringComparison.Ordinal);
        silent.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public void Viewers_and_slow_readers_in_any_number_keep_no_short_question_out()
    {
        var visitors = new List<Visitor>();
        for (int i = 0; i < StatusServer.ViewersMax; i++)
            visitors.Add(Viewer());
        foreach (Visitor viewer in visitors)
            viewer.ReadUntil("nnn\n\n");
        for (int i = 0; i < StatusServer.ConnectionsMax; i++)
        {
            visitors.Add(new Visitor(Page));
            visitors[^1].Say("GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        }
        for (int i = 0; i < 3; i++)
            Assert.EndsWith("page", Visitor.Ask(Page, "/"), StringComparison.Ordinal);
        Assert.Equal(StatusServer.ViewersMax, _desk.Viewers);
        visitors.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public void Answers_that_nobody_reads_are_bounded_and_hold_nobody_up()
    {
        var idle = new List<Visitor>();
        for (int i = 0; i < 12; i++)
        {
            idle.Add(new Visitor(Page));
            idle[i].Say("GET /big HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        }
        string small = Visitor.Ask(Page, "/");
        Assert.EndsWith("page", small, StringComparison.Ordinal);
        // The first few wait at the server; the rest were told to come back.
        int refused = 0;
        foreach (Visitor visitor in idle)
            refused += visitor.ReadToEnd().StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal) ? 1 : 0;
        Assert.InRange(refused, 6, 10);
        idle.ForEach(visitor => visitor.Dispose());
    }

    [Fact]
    public void A_long_answer_arrives_whole()
    {
        string answer = Visitor.Ask(Page, "/big");
        Assert.Equal(PlainDesk.Big, answer.Length - answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) - 4);
    }

    [Fact]
    public void Viewers_get_news_and_one_too_many_is_told_so()
    {
        var viewers = new List<Visitor>();
        for (int i = 0; i < StatusServer.ViewersMax; i++)
            viewers.Add(Viewer());
        foreach (Visitor viewer in viewers)
            Assert.Contains("Connection: close", viewer.ReadUntil("nnn\n\n"), StringComparison.Ordinal);
        Assert.Equal(StatusServer.ViewersMax, _desk.Viewers);
        Assert.StartsWith("HTTP/1.1 503 ", Visitor.Ask(Page, "/events"), StringComparison.Ordinal);
        Assert.EndsWith("page", Visitor.Ask(Page, "/"), StringComparison.Ordinal);
        viewers.ForEach(viewer => viewer.Dispose());
        Until(() => _desk.Viewers == 0, "viewers that left are forgotten");
    }

    [Fact]
    public void A_viewer_who_does_not_read_is_dropped_and_others_are_not()
    {
        _desk.NewsBytes = 60_000;
        using Visitor asleep = Viewer();
        using Visitor awake = Viewer();
        Until(() => _desk.Viewers == 2, "both watch");
        for (int i = 0; i < 1000 && _desk.Viewers == 2; i++)
            awake.ReadUntil("nnn\n\n");
        Assert.Equal(1, _desk.Viewers);
        Assert.Contains("nnn\n\n", awake.ReadUntil("nnn\n\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_taken_is_told_and_taken_when_it_is_free()
    {
        using var other = new StatusServer(
            [new ServeAddress(IPAddress.Loopback, Page.Port)], new PlainDesk(), _events, new HostNames("box"));
        Assert.Null(other.EndPoint(0));
        Assert.Contains(Happened(), happening => happening == Happening.StatusUnserved);
        int port = Page.Port;
        _server.Dispose();
        Until(() => other.EndPoint(0) is not null, "the port is taken over");
        Assert.EndsWith("page", Visitor.Ask(new IPEndPoint(IPAddress.Loopback, port), "/"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_desk_is_told_and_survived()
    {
        _desk.Fails = true;
        var happened = new List<Happening>();
        Until(() => { happened.AddRange(Happened()); return happened.Contains(Happening.StatusFailed); }, "told");
        _desk.Fails = false;
        string answer = "";
        Until(() => (answer = TryAsk()).EndsWith("page", StringComparison.Ordinal), "served again");
        Assert.EndsWith("page", answer, StringComparison.Ordinal);
    }

    private Visitor Viewer()
    {
        var viewer = new Visitor(Page);
        viewer.Say("GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        return viewer;
    }

    private string TryAsk()
    {
        try
        {
            return Visitor.Ask(Page, "/");
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private List<Happening> Happened()
    {
        var found = new List<Happening>();
        while (_events.TryTake(out HostEvent happened))
            found.Add(happened.What);
        return found;
    }

    private static void Until(Func<bool> holds, string what)
    {
        DateTime until = DateTime.UtcNow + Waiting.Patience;
        while (!holds())
        {
            Assert.True(DateTime.UtcNow < until, what);
            Thread.Sleep(20);
        }
    }
}
