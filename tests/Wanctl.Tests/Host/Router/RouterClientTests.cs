using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Router;

/// <summary>Questions that are waited for: whole answers, bounds, and a sentence for each way to fail.</summary>
public sealed class RouterClientTests : IDisposable
{
    private readonly RouterKit _kit = new(RouterKit.Cable);

    public void Dispose() => _kit.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(7, true)]
    public void An_answer_is_whole_in_whatever_pieces_it_comes(int fragment, bool strange)
    {
        _kit.Faults.FragmentSize = fragment;
        _kit.Faults.UnknownReplies = strange;
        _kit.Faults.EmptyReply = !strange;
        using RouterClient client = _kit.Open();
        RouterAnswer answer = client.Ask("/queue/tree/print", "=.proplist=name,max-limit,disabled");
        Assert.Equal(["WAN-Download-cable", "WAN-Upload-cable"],
            [answer.Rows[0]["name"], answer.Rows[1]["name"]]);
        Assert.Equal(940_000_000, answer.Rows[0].Rate("max-limit"));
        Assert.False(answer.Rows[0].Says("disabled"));
        Assert.Empty(client.Ask("/queue/tree/print", "?name=none").Rows);
    }

    [Fact]
    public void A_refusal_is_an_answer()
    {
        using RouterClient client = _kit.Open();
        Assert.Equal("no such command prefix", client.Ask("/no/such/print").Complaint);
        Assert.False(client.Ask("/queue/tree/print").Refused);
    }

    [Fact]
    public void A_wrong_password_is_told_with_its_cures()
    {
        var problem = Assert.Throws<RouterClientException>(() => RouterClient.Open(
            _kit.Router with { Password = new Secret("wrong") }, new PlainDialer()));
        Assert.Equal(RouterProblem.LoginRefused, problem.Problem);
        Assert.Contains("does not let user 'wanctl' in: invalid user name or password (6). Is the password right",
            problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_router_that_wants_the_old_login_is_too_old()
    {
        _kit.Faults.Login = LoginFault.Challenge;
        var problem = Assert.Throws<RouterClientException>(_kit.Open);
        Assert.Contains("RouterOS before 6.43", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_there_is_told()
    {
        RouterSettings router = _kit.Router;
        _kit.Server.Dispose();
        var problem = Assert.Throws<RouterClientException>(() => RouterClient.Open(router, new PlainDialer()));
        Assert.Equal(RouterProblem.Unreachable, problem.Problem);
        Assert.Contains("refused the connection", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_breaks_in_the_middle_is_told()
    {
        using RouterClient client = _kit.Open();
        _kit.Faults.CloseAfterBytes = 40;
        var problem = Assert.Throws<RouterClientException>(() => client.Ask("/queue/tree/print"));
        Assert.Equal(RouterProblem.Unreachable, problem.Problem);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("\u00F0\u00FF\u00FF\u00FF\u00FF")]
    public void Whoever_does_not_speak_the_API_is_told_so(string greeting)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var peer = new Thread(() =>
        {
            using Socket session = listener.Accept();
            session.Send(System.Text.Encoding.Latin1.GetBytes(greeting));
            session.Receive(new byte[256]);
        });
        peer.Start();
        RouterSettings router = _kit.Router with { Port = ((IPEndPoint)listener.LocalEndPoint!).Port };
        var problem = Assert.Throws<RouterClientException>(() => RouterClient.Open(router, new PlainDialer()));
        Assert.NotEqual(RouterProblem.LoginRefused, problem.Problem);
        peer.Join();
    }

    [Fact]
    public void A_slow_answer_is_waited_for()
    {
        using RouterClient client = _kit.Open();
        _kit.Faults.AnswerDelay = Duration.FromMillis(300);
        Assert.Equal(2, client.Ask("/queue/tree/print").Rows.Count);
    }
}
