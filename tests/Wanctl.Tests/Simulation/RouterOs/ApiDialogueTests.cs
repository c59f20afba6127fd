using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Tests.Simulation.RouterOs;

public sealed class ApiDialogueTests
{
    private readonly RouterWorld _world = RouterWorldTests.World();
    private readonly RouterFaults _faults = new();

    [Fact]
    public void A_login_is_answered_and_the_session_shows_until_it_ends()
    {
        DialogueClient client = Client();
        Assert.Equal(
            "!re =name=admin =address=192.0.2.7 =via=api =group=full / !done",
            client.Send("/user/active/print =.proplist=name,address,via,group"));
        client.Dialogue.End(client.Now);
        Assert.Equal(0, _world.CountOf("/user/active"));
        Assert.Equal(2, _world.CountOf("/log"));
    }

    [Theory]
    [InlineData("/login =name=admin =password=x")]
    [InlineData("/login =name=nobody =password=")]
    [InlineData("/login")]
    public void A_wrong_login_is_refused_and_may_be_tried_again(string login)
    {
        var client = new DialogueClient(_world, _faults);
        Assert.Equal("!trap =message=invalid user name or password (6) / !done", client.Send(login));
        Assert.False(client.Dialogue.Closing);
        Assert.Equal("!done", client.Send("/login =name=admin =password="));
    }

    [Fact]
    public void A_group_without_the_api_policy_does_not_get_in()
    {
        _world.Add("/user/group", ("name", "web"), ("policy", "read,write,web"));
        _world.AddUser("bob", "secret", "web");
        var client = new DialogueClient(_world, _faults);
        Assert.Equal(
            "!trap =message=std failure: not allowed (9) / !done", client.Send("/login =name=bob =password=secret"));
        Assert.True(client.Dialogue.Closing);
    }

    [Theory]
    [InlineData(LoginFault.Challenge, "!done =ret=93b438ec9b80057c06dd9fe67d56aa9a")]
    [InlineData(LoginFault.CannotLogIn, "!trap =message=cannot log in / !done")]
    [InlineData(LoginFault.WrongPassword, "!trap =message=invalid user name or password (6) / !done")]
    [InlineData(LoginFault.Silence, "")]
    public void A_login_fails_in_the_way_that_was_asked_for(LoginFault fault, string answer)
    {
        _faults.Login = fault;
        Assert.Equal(answer, new DialogueClient(_world, _faults).Send("/login =name=admin =password="));
    }

    [Fact]
    public void Nothing_but_the_login_is_heard_before_its_answer()
    {
        var eager = new DialogueClient(_world, _faults);
        Assert.Equal("!fatal not logged in", eager.Send("/system/identity/print"));
        Assert.True(eager.Dialogue.Closing);

        var hasty = new DialogueClient(_world, _faults);
        string answer = hasty.Send("/login =name=admin =password=", "/system/identity/print");
        Assert.Equal("!done / !fatal command before the answer to login", answer);
    }

    [Fact]
    public void A_flood_before_the_login_ends_the_connection()
    {
        var client = new DialogueClient(_world, _faults);
        client.Dialogue.Receive(new byte[2000], client.Now);
        Assert.True(client.Dialogue.Closing);
    }

    [Fact]
    public void Rows_have_the_properties_that_were_asked_for_and_tags_come_back()
    {
        Assert.Equal(
            "!re =name=WAN-Upload-Spectrum =max-limit=38000000 =invalid=false .tag=s01 / !done .tag=s01",
            Client().Send(
                "/queue/tree/print .tag=s01 =.proplist=name,max-limit,nonsense,invalid ?name=WAN-Upload-Spectrum"));
    }

    [Fact]
    public void Commands_sent_together_are_answered_one_after_the_other()
    {
        Assert.Equal(
            "!re =name=MikroTik .tag=a / !done .tag=a / !done =ret=2 .tag=b",
            Client().Send("/system/identity/print .tag=a", "/queue/tree/print .tag=b =count-only="));
    }

    [Fact]
    public void A_print_without_rows_says_so_since_7_18()
    {
        DialogueClient client = Client();
        Assert.Equal("!empty .tag=1 / !done .tag=1", client.Send("/queue/tree/print .tag=1 ?name=none"));
        _faults.EmptyReply = false;
        Assert.Equal("!done .tag=1", client.Send("/queue/tree/print .tag=1 ?name=none"));
    }

    [Theory]
    [InlineData("/nonsense/print", "!trap =category=0 =message=no such command prefix / !done")]
    [InlineData("/queue/tree/fly", "!trap =category=0 =message=no such command / !done")]
    [InlineData("/queue/tree/set =.id=*FFF =max-limit=1", "!trap =category=0 =message=no such item / !done")]
    [InlineData("/queue/tree/set =.id=WAN-Upload-Spectrum", "!trap =category=0 =message=no such item / !done")]
    [InlineData(
        "/queue/tree/set =max-limit=1",
        "!trap =category=0 =message=missing value(s) of argument(s) .id / !done")]
    [InlineData("/queue/tree/add =name=q", "!trap =message=missing value(s) of argument(s) parent / !done")]
    [InlineData(
        "/queue/tree/add =name=q =parent=nowhere",
        "!trap =category=1 =message=input does not match any value of parent / !done")]
    [InlineData(
        "/queue/tree/add =name=WAN-Upload-Spectrum =parent=global",
        "!trap =message=failure: already have such name / !done")]
    [InlineData("/user/active/set =.id=*1 =name=x", "!trap =category=0 =message=no such command / !done")]
    public void A_command_that_cannot_be_done_is_trapped(string command, string answer) =>
        Assert.Equal(answer, Client().Send(command));

    [Fact]
    public void Items_are_added_toggled_and_removed()
    {
        DialogueClient client = Client();
        string added = client.Send("/queue/tree/add =name=q =parent=global =max-limit=40M =comment=caf\u00e9");
        string id = added["!done =ret=".Length..];
        Assert.Equal("!done", client.Send($"/queue/tree/disable =.id={id}"));
        Assert.Equal(
            $"!re =.id={id} =max-limit=40000000 =bucket-size=0.1 =disabled=true =comment=caf\u00e9 / !done",
            client.Send("/queue/tree/print =.proplist=.id,max-limit,bucket-size,disabled,comment ?name=q"));
        Assert.Equal("!done", client.Send($"/queue/tree/remove =.id={id}"));
        Assert.Null(_world.Read("/queue/tree", "q", ".id"));
    }

    [Fact]
    public void Who_may_only_read_is_told_so()
    {
        _world.AddUser("wanctl-check", "pw", "read");
        DialogueClient client = DialogueClient.LoggedIn(_world, _faults, "wanctl-check", "pw");
        const string refusal = "!trap =message=not enough permissions (9) / !done";
        string id = _world.Read("/queue/tree", "WAN-Upload-Spectrum", ".id")!;
        Assert.Equal(refusal, client.Send($"/queue/tree/set =.id={id} =max-limit=1M"));
        Assert.Equal("!done =ret=2", client.Send("/queue/tree/print =count-only="));

        _faults.ReadOnly = true;
        Assert.Equal(refusal, Client().Send($"/queue/tree/set =.id={id} =max-limit=1M"));
    }

    [Fact]
    public void A_listener_hears_of_changes_until_it_is_cancelled()
    {
        DialogueClient client = Client();
        string id = _world.Read("/queue/tree", "WAN-Upload-Spectrum", ".id")!;
        Assert.Equal("", client.Send("/queue/tree/listen .tag=2 =.proplist=.id,max-limit"));
        Assert.Equal("", client.Tick());
        client.Send($"/queue/tree/set .tag=3 =.id={id} =max-limit=5M");
        Assert.Equal($"!re =.id={id} =max-limit=5000000 .tag=2", client.Tick());
        client.Send($"/queue/tree/remove .tag=3 =.id={id}");
        Assert.Equal($"!re =.id={id} =.dead=yes .tag=2", client.Tick());
        Assert.Equal(
            "!trap =category=2 =message=interrupted .tag=2 / !done .tag=7 / !done .tag=2",
            client.Send("/cancel =tag=2 .tag=7"));
        Assert.False(client.Dialogue.Listening);
    }

    [Fact]
    public void Quit_is_answered_with_a_bare_reason()
    {
        DialogueClient client = Client();
        Assert.Equal("!fatal session terminated on request", client.Send("/quit"));
        Assert.True(client.Dialogue.Closing);
        Assert.Equal("", client.Send("/system/identity/print"));
    }

    [Fact]
    public void A_malformed_prefix_ends_the_dialogue()
    {
        DialogueClient client = Client();
        client.Dialogue.Receive([0xF8], client.Now);
        Assert.True(client.Dialogue.Closing);
    }

    [Fact]
    public void Replies_can_be_doubled_and_joined_by_strangers()
    {
        DialogueClient client = Client();
        _faults.DuplicateDone = _faults.UnknownReplies = _faults.UnknownTags = true;
        Assert.Equal(
            "!wat =x=1 .tag=i / !done .tag=never-issued / !re =name=MikroTik .tag=i / !done .tag=i / !done .tag=i",
            client.Send("/system/identity/print .tag=i"));
    }

    [Fact]
    public void Replies_of_several_commands_can_be_mixed()
    {
        DialogueClient client = Client();
        _faults.Interleave = true;
        Assert.Equal(
            "!done =ret=2 .tag=b / !re =name=MikroTik .tag=a / !done .tag=a",
            client.Send("/system/identity/print .tag=a", "/queue/tree/print .tag=b =count-only="));
    }

    [Fact]
    public void Hostile_commands_do_no_harm()
    {
        DialogueClient client = Client();
        var random = new Random(11);
        string[] words =
        [
            "/queue/tree/set", "/queue/tree/print", "/user/add", "/listen", "/", "//", "/print", "/cancel",
            "/log/print", "/queue/simple/add", "/system/identity/set", "=", "==", "=.id=", "=.id=*", "=.proplist=",
            "=.proplist=,,",
            "=name=", "=max-limit=9M9", "=max-limit=/", "=queue=/", "=parent=global", "?", "?#", "?#0123", "?<", "?-",
            ".tag=", ".tag=x", "x",
        ];
        for (int i = 0; i < 20_000; i++)
        {
            string sentence = words[random.Next(words.Length)];
            for (int more = random.Next(6); more > 0; more--) sentence += " " + words[random.Next(words.Length)];
            client.Send(sentence);
        }

        Assert.False(client.Dialogue.Closing);
        Assert.Equal(new Rate(940_000_000), _world.LimitOf("WAN-Download-Spectrum"));
    }

    private DialogueClient Client() => DialogueClient.LoggedIn(_world, _faults);
}
