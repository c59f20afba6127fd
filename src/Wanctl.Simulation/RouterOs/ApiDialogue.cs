using Wanctl.Core.Units;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

/// <summary>
/// The router's end of one API connection, without a socket: bytes in, bytes out, the time as an argument. It knows
/// the login, tags, cancel, listen and quit, and insists that a client waits for the answer to its login; what
/// commands do is the <see cref="RouterWorld"/>'s matter.
/// </summary>
/// <param name="world">The router.</param>
/// <param name="faults">How it misbehaves.</param>
/// <param name="peer">The client's address, for the log and the list of sessions.</param>
public sealed class ApiDialogue(RouterWorld world, RouterFaults faults, string peer)
{
    // The manual says that sentences before login are limited, without a number; login itself takes less than this.
    private const int BytesBeforeLogin = 1024;

    private readonly SentenceReader _reader = new();
    private readonly ReplyBuffer _replies = new();
    private readonly List<Listener> _listeners = [];
    private readonly List<List<(string Key, string Value)>> _changes = [];
    private string? _user;
    private string _session = "";
    private int _bytesBeforeLogin;
    private bool _welcomed;

    /// <summary>
    /// True once the router will say no more; what waits in <see cref="TakeOutput"/> is still to be sent.
    /// </summary>
    public bool Closing { get; private set; }

    /// <summary>How many commands have been carried out or refused.</summary>
    public long Commands { get; private set; }

    /// <summary>
    /// True while a command runs that reports changes by itself: call <see cref="Tick"/> now and then.
    /// </summary>
    public bool Listening => _listeners.Count > 0;

    /// <summary>Takes bytes from the client and carries out every command that is complete.</summary>
    public void Receive(ReadOnlySpan<byte> bytes, Instant now)
    {
        world.HearApiPacket(peer, now);
        if (_user is null) _bytesBeforeLogin += bytes.Length;
        if (_bytesBeforeLogin > BytesBeforeLogin && _user is null) Fatal("too much data before login");
        while (!bytes.IsEmpty && !Closing)
        {
            Span<byte> free = _reader.Free;
            int size = Math.Min(free.Length, bytes.Length);
            bytes[..size].CopyTo(free);
            _reader.Commit(size);
            bytes = bytes[size..];
            Drain(now);
        }
    }

    /// <summary>Reports changes to listeners.</summary>
    public void Tick(Instant now)
    {
        foreach (Listener listener in _listeners)
        {
            _changes.Clear();
            listener.Collect(world, _changes);
            foreach (List<(string Key, string Value)> row in _changes) Row(row, listener.Command.Tag);
        }
    }

    /// <summary>What is to be sent now; empty where there is nothing.</summary>
    public byte[] TakeOutput()
    {
        if (_replies.IsEmpty) return [];
        _welcomed = _user is not null;
        return _replies.Take(faults.Interleave);
    }

    /// <summary>The connection has ended, on either side.</summary>
    public void End(Instant now)
    {
        Closing = true;
        if (_user is not null) world.CloseSession(_session, _user, peer, now);
        _user = null;
    }

    private void Drain(Instant now)
    {
        Decoded outcome;
        while (!Closing && (outcome = _reader.TryRead(out Sentence sentence)) != Decoded.Partial)
        {
            if (outcome == Decoded.Malformed)
            {
                Fatal("malformed word length");
                return;
            }

            Commands++;
            Answer(ApiCommand.Read(sentence), now);
        }
    }

    private void Answer(ApiCommand command, Instant now)
    {
        if (faults.UnknownReplies)
        {
            _replies.Word("!wat");
            _replies.Attribute("x", "1");
            _replies.End(command.Tag);
        }

        if (faults.UnknownTags) _replies.Sentence("!done", "never-issued");
        if (_user is null)
        {
            LogIn(command, now);
            return;
        }

        if (!_welcomed)
        {
            Fatal("command before the answer to login");
            return;
        }

        switch (command.Menu, command.Verb)
        {
            case ("", "login"):
                LogIn(command, now);
                break;
            case ("", "quit"):
                Fatal("session terminated on request");
                break;
            case ("", "cancel"):
                Cancel(command);
                break;
            case (_, "listen"):
                Listen(command);
                break;
            default:
                world.RefreshCounters(faults.CounterRefresh, now);
                world.RefreshInterfaces(faults.InterfaceRefresh, faults.OtherTraffic, now);
                Run(command, _user, now);
                break;
        }
    }

    private void LogIn(ApiCommand command, Instant now)
    {
        if (command.Menu.Length > 0 || command.Verb != "login")
        {
            Fatal("not logged in");
            return;
        }

        string name = command.Find("name") ?? "";
        switch (Judge(name, command.Find("password") ?? ""))
        {
            case LoginFault.None:
                if (_user is not null) world.CloseSession(_session, _user, peer, now);
                _user = name;
                _session = world.OpenSession(name, peer, now);
                _welcomed = false;
                Done(command.Tag);
                break;
            case LoginFault.Challenge when command.Find("response") is null:
                _replies.Word("!done");
                _replies.Attribute("ret", "93b438ec9b80057c06dd9fe67d56aa9a");
                _replies.End(command.Tag);
                break;
            case LoginFault.Challenge:
            case LoginFault.CannotLogIn:
                Trap(TrapCategory.Unknown, "cannot log in", command.Tag);
                break;
            case LoginFault.WrongPassword:
                Trap(TrapCategory.Unknown, "invalid user name or password (6)", command.Tag);
                break;
            case LoginFault.NoApiPolicy:
                Trap(TrapCategory.Unknown, "std failure: not allowed (9)", command.Tag);
                Closing = true;
                break;
        }
    }

    private LoginFault Judge(string name, string password)
    {
        if (faults.Login != LoginFault.None) return faults.Login;
        if (!world.KnowsUser(name, password, peer)) return LoginFault.WrongPassword;
        return world.HasPolicy(name, "api") ? LoginFault.None : LoginFault.NoApiPolicy;
    }

    private void Run(ApiCommand command, string user, Instant now)
    {
        bool refused = faults.ReadOnly && RouterWorld.IsChange(command.Verb);
        bool ignored = faults.CommentQueryIgnored && command.Queries.Exists(query => query.Contains("comment="));
        string? words = command.Verb == "set" && command.Find("max-limit") is not null ? faults.RefusedLimits : null;
        CommandResult result = refused ? CommandResult.NotPermitted()
            : words is not null ? CommandResult.Failed(TrapCategory.Unknown, words)
            : ignored ? new CommandResult { IsQuery = true }
            : world.Execute(command, user, now);
        if (result.Trap is { } message)
        {
            Trap(result.Category, message, command.Tag);
            return;
        }

        foreach (List<(string Key, string Value)> row in result.Rows) Row(row, command.Tag);
        if (result.IsQuery && result.Rows.Count == 0 && faults.EmptyReply) _replies.Sentence("!empty", command.Tag);
        Done(command.Tag, result.Return);
    }

    private void Listen(ApiCommand command)
    {
        if (world.RevisionOf(command.Menu) is { } revision) _listeners.Add(new Listener(command, revision));
        else Trap(TrapCategory.MissingItem, "no such command prefix", command.Tag);
    }

    private void Cancel(ApiCommand command)
    {
        string? target = command.Find("tag");
        List<Listener> ended = _listeners.FindAll(listener => target is null || listener.Command.Tag == target);
        foreach (Listener listener in ended) TrapAlone(TrapCategory.Interrupted, "interrupted", listener.Command.Tag);
        Done(command.Tag);
        foreach (Listener listener in ended)
        {
            _listeners.Remove(listener);
            Done(listener.Command.Tag);
        }
    }

    private void Row(List<(string Key, string Value)> row, string tag)
    {
        _replies.Word("!re");
        foreach ((string key, string value) in row) _replies.Attribute(key, value);
        _replies.End(tag);
    }

    private void Trap(TrapCategory category, string message, string tag)
    {
        TrapAlone(category, message, tag);
        Done(tag);
    }

    private void TrapAlone(TrapCategory category, string message, string tag)
    {
        _replies.Word("!trap");
        if (category != TrapCategory.Unknown) _replies.Attribute("category", $"{(int)category}");
        _replies.Attribute("message", message);
        _replies.End(tag);
    }

    private void Done(string tag, string? value = null)
    {
        int times = faults.DuplicateDone && tag.Length > 0 ? 2 : 1;
        for (int i = 0; i < times; i++)
        {
            _replies.Word("!done");
            if (value is not null) _replies.Attribute("ret", value);
            _replies.End(tag);
        }
    }

    private void Fatal(string reason)
    {
        _replies.Word("!fatal");
        _replies.Word(reason);
        _replies.End("");
        Closing = true;
    }

    /// <summary>A <c>listen</c> in progress and how far its client has been told.</summary>
    private sealed class Listener(ApiCommand command, long revision)
    {
        private long _revision = revision;

        public ApiCommand Command { get; } = command;

        public void Collect(RouterWorld world, List<List<(string Key, string Value)>> rows) =>
            world.ListChanges(Command, ref _revision, rows);
    }
}
