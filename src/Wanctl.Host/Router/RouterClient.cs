using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Host.Interop;
using Wanctl.Host.Net;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Host.Router;

/// <summary>
/// Asks a router one question after another and waits for each answer: for people who wait, not for the loop. Every
/// wait has an end, and an answer has a largest size.
/// </summary>
public sealed class RouterClient : IDisposable
{
    /// <summary>
    /// Rows of one answer. Address lists of blocked networks have tens of thousands, and nothing here asks for those.
    /// </summary>
    public const int RowsMax = 4096;

    /// <summary>Bytes of one answer: a row of a queue or a rule takes some hundred.</summary>
    private const int BytesMax = 4 << 20;

    /// <summary>
    /// For a connection with TLS and login, and for one answer: a small router whose CPU is busy takes seconds.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A command with its queries; names are at most some hundred bytes.</summary>
    private const int CommandMax = 4096;

    private readonly string _name;
    private readonly Socket _socket;
    private readonly SentenceReader _reader = new();
    private readonly byte[] _command = new byte[CommandMax];

    private int _bytes;

    private RouterClient(string name, Socket socket)
    {
        _name = name;
        _socket = socket;
    }

    /// <summary>
    /// This machine's address, as the router sees it where no NAT stands between; null where TLS hides the socket.
    /// </summary>
    public string? LocalAddress => (_socket.LocalEndPoint as IPEndPoint)?.Address.ToString();

    /// <summary>Connects and logs in.</summary>
    /// <exception cref="RouterClientException">It cannot be reached, does not let the user in, or does not speak the
    /// API.</exception>
    public static RouterClient Open(RouterSettings router, IRouterDialer dialer)
    {
        string name = $"router {router.Host}:{router.Port}";
        int descriptor;
        try
        {
            descriptor = dialer.Connect(router, Patience);
            OwnedDescriptor.SetBlocking(descriptor, true);
        }
        catch (Exception exception) when (exception is DialException or IOException)
        {
            throw new RouterClientException(RouterProblem.Unreachable, exception.Message);
        }
        var client = new RouterClient(name, new Socket(new SafeSocketHandle(descriptor, ownsHandle: true)));
        try
        {
            client.LogIn(router);
            return client;
        }
        catch (RouterClientException)
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends one command and takes its whole answer.</summary>
    /// <param name="words">The command, then its words as they stand on the wire: <c>=key=value</c>, <c>?key=value</c>,
    /// <c>?#|</c>.</param>
    /// <exception cref="RouterClientException">The connection ended, fell silent, or carries something else than the
    /// API. A refusal is an answer and is not thrown.</exception>
    public RouterAnswer Ask(params ReadOnlySpan<string> words)
    {
        var writer = new SentenceWriter(_command);
        foreach (string word in words)
            writer.Word(Encoding.UTF8.GetBytes(word));
        if (!writer.End())
            throw new ArgumentException("a command of at most 4 KiB, without empty words", nameof(words));
        Send(writer.Written);
        return Take();
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private void LogIn(RouterSettings router)
    {
        RouterAnswer answer = Ask("/login", "=name=" + router.User, "=password=" + router.Password.Reveal());
        if (answer.Complaint is { } complaint)
        {
            throw new RouterClientException(RouterProblem.LoginRefused,
                $"{_name} does not let user '{router.User}' in: {complaint}. Is the password right, may the user's "
                + "group use the API (policy api), and does the user's address list have this machine?");
        }
        if (answer.Rows is [{ } done, ..] && done.Has("ret"))
        {
            throw new RouterClientException(RouterProblem.LoginRefused,
                $"{_name} wants the login of RouterOS before 6.43; CAKE needs RouterOS 7.1 or later");
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        _socket.SendTimeout = (int)Patience.TotalMilliseconds;
        while (!bytes.IsEmpty)
        {
            int sent = _socket.Send(bytes, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success)
                throw Broken(error);
            bytes = bytes[sent..];
        }
    }

    /// <summary>Reads to the end of the answer; only the end counts, for rows may come in any pieces.</summary>
    private RouterAnswer Take()
    {
        long start = Stopwatch.GetTimestamp();
        var rows = new List<RouterRow>();
        string? complaint = null;
        _bytes = 0;
        while (true)
        {
            Decoded decoded = _reader.TryRead(out Sentence sentence);
            if (decoded == Decoded.Partial)
            {
                Receive(Patience - Stopwatch.GetElapsedTime(start));
                continue;
            }
            if (decoded == Decoded.Malformed || sentence.Reply == Reply.None)
            {
                throw new RouterClientException(RouterProblem.Nonsense,
                    $"{_name} does not speak the RouterOS API: is router.port that of /ip/service api or api-ssl?");
            }
            switch (sentence.Reply)
            {
                case Reply.Row:
                    if (rows.Count == RowsMax)
                        throw TooMuch();
                    rows.Add(new RouterRow(in sentence));
                    break;
                case Reply.Trap:
                    complaint ??= Words(sentence.Message);
                    break;
                case Reply.Fatal:
                    throw new RouterClientException(
                        RouterProblem.Unreachable, $"{_name} ends the session: {Words(sentence.Message)}");
                case Reply.Done:
                    if (sentence.TryGet("ret"u8, out _))
                        rows.Add(new RouterRow(in sentence));
                    return new RouterAnswer(rows, complaint);
            }
        }
    }

    private void Receive(TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
            throw Broken(SocketError.TimedOut);
        // A timeout of 0 would wait for ever.
        _socket.ReceiveTimeout = Math.Max(1, (int)left.TotalMilliseconds);
        int count = _socket.Receive(_reader.Free, SocketFlags.None, out SocketError error);
        if (error != SocketError.Success)
            throw Broken(error);
        if (count == 0)
            throw new RouterClientException(RouterProblem.Unreachable, $"{_name} closed the connection");
        _reader.Commit(count);
        _bytes += count;
        if (_bytes > BytesMax)
            throw TooMuch();
    }

    private RouterClientException TooMuch() => new(
        RouterProblem.Nonsense, $"{_name} sends more than {RowsMax} rows or {BytesMax >> 20} MiB in one answer");

    private RouterClientException Broken(SocketError error) => new(
        RouterProblem.Unreachable,
        error is SocketError.TimedOut or SocketError.WouldBlock
            ? $"{_name} gave no whole answer within {Patience.TotalSeconds:0} s: does something else listen there?"
            : $"{_name}: the connection broke: {new SocketException((int)error).Message}");

    private static string Words(ReadOnlySpan<byte> message)
    {
        const int Longest = 200;
        return message.IsEmpty ? "the router gave no reason" : PlainText.Of(message, Longest);
    }
}
