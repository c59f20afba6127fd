using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Host.Router;

/// <summary>
/// A router behind a real socket on this machine, answered by the test: what it is asked is handed to a function that
/// gives the sentences to say, words joined by a bar. The test's thread drives both ends.
/// </summary>
internal sealed partial class LoopbackRouter : IRouterDialer, IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly SentenceReader _reader = new();
    private Socket? _session;

    public LoopbackRouter()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(4);
    }

    /// <summary>What to say to a request; its tag word is <c>{0}</c>.</summary>
    public Func<string, string[]> Answer { get; set; } = _ => ["!done|{0}"];

    /// <summary>When true, nobody listens any more.</summary>
    public bool Gone { get; set; }

    /// <summary>
    /// What a turn of at least a millisecond counts on the test's clock. That clock must not run ahead of the real one
    /// while an answer is on its way, or a busy machine looks like a router that stalls.
    /// </summary>
    public Duration Step { get; set; } = Duration.FromMillis(1);

    /// <summary>Everything that was asked.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Sessions so far.</summary>
    public int Sessions { get; private set; }

    public int Connect(RouterSettings router, TimeSpan timeout)
    {
        if (Gone)
            throw new DialException("nobody there");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(_listener.LocalEndPoint!);
        return dup((int)socket.SafeHandle.DangerousGetHandle());
    }

    /// <summary>Turns both ends until a condition holds; the clock of the connection is the test's.</summary>
    public void Turn(RouterConnection connection, ref Instant now, Func<bool> until)
    {
        for (int turn = 0; turn < 20_000; turn++)
        {
            connection.Receive(now);
            connection.Send(now);
            Serve();
            if (until())
                return;
            now += Step;
            Thread.Sleep(1);
        }
        Assert.Fail($"it has not happened within twenty thousand turns, {Sessions} sessions; asked last: {Asked[^1]}");
    }

    /// <summary>Ends the session as a router that dies does.</summary>
    public void Hang()
    {
        _session?.Dispose();
        _session = null;
    }

    public void Dispose()
    {
        Hang();
        _listener.Dispose();
    }

    [LibraryImport("libc")]
    private static partial int dup(int descriptor);

    private void Serve()
    {
        if (_listener.Poll(0, SelectMode.SelectRead))
        {
            _session = _listener.Accept();
            // Else a short answer waits 40 ms for the acknowledgement of the one before.
            _session.NoDelay = true;
            _reader.Reset();
            Sessions++;
        }
        if (_session is not { } session || !session.Poll(0, SelectMode.SelectRead))
            return;
        int count = session.Receive(_reader.Free, SocketFlags.None, out SocketError error);
        if (count == 0 || error != SocketError.Success)
        {
            Hang();
            return;
        }
        _reader.Commit(count);
        while (_reader.TryRead(out Sentence sentence) == Decoded.Whole)
            Reply(session, in sentence);
    }

    private void Reply(Socket session, in Sentence sentence)
    {
        var words = new List<string>();
        for (int i = 0; i < sentence.Count; i++)
            words.Add(Encoding.UTF8.GetString(sentence[i]));
        string request = string.Join('|', words);
        Asked.Add(request);
        string tag = sentence.Tag.IsEmpty ? "" : ".tag=" + Encoding.UTF8.GetString(sentence.Tag);
        foreach (string answer in Answer(request))
        {
            var writer = new SentenceWriter(new byte[4096]);
            foreach (string word in answer.Replace("{0}", tag).Split('|', StringSplitOptions.RemoveEmptyEntries))
                writer.Word(Encoding.UTF8.GetBytes(word));
            writer.End();
            session.Send(writer.Written);
        }
    }
}
