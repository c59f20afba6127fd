using System.Text;
using Wanctl.Wire;
using Wanctl.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Wire.Dialogue;

/// <summary>
/// The router's end of a dialogue, in memory: collects what is said to it, sentence by sentence, and says what the test
/// tells it to.
/// </summary>
internal sealed class RouterPeer
{
    private readonly SentenceReader _reader = new();
    private readonly byte[] _buffer;
    private readonly string _noLimit;

    public RouterPeer(params string[] queues)
        : this(false, queues)
    {
    }

    public RouterPeer(bool simple, params string[] queues)
        : this(simple, queues, [])
    {
    }

    private RouterPeer(bool simple, string[] queues, string[] comments)
    {
        Dialogue = new RouterDialogue("wanctl", "secret", simple, queues, comments);
        // What a queue without this has to go through first is TargetTests' affair.
        foreach (ShaperQueue queue in Dialogue.Queues)
            queue.Assume(simple ? TargetSide.Lan : TargetSide.Unknown);
        _noLimit = simple ? "0/0" : "0";
        _buffer = new byte[Dialogue.ComposeSizeMax];
    }

    /// <summary>A peer that is asked about mangle rules alone.</summary>
    public static RouterPeer OfRules(params string[] comments) => new(false, [], comments);

    /// <summary>The end that is tested.</summary>
    public RouterDialogue Dialogue { get; }

    /// <summary>Bytes that arrive with one receive at most.</summary>
    public int ReadSize { get; set; } = int.MaxValue;

    /// <summary>The most bytes of one batch so far.</summary>
    public int LargestBatch { get; private set; }

    public ShaperQueue Queue(int index) => Dialogue.Queues[index];

    /// <summary>Lets the dialogue say what is due; each request is its words joined by a bar.</summary>
    public List<string> Hear(Wishes wishes = Wishes.None, long stamp = 0)
    {
        int size = Dialogue.Compose(_buffer, wishes, stamp);
        LargestBatch = Math.Max(LargestBatch, size);
        var heard = new List<string>();
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, size);
        while (!bytes.IsEmpty)
        {
            Span<byte> free = _reader.Free;
            int taken = Math.Min(free.Length, bytes.Length);
            bytes[..taken].CopyTo(free);
            _reader.Commit(taken);
            bytes = bytes[taken..];
            while (_reader.TryRead(out Sentence sentence) == Decoded.Whole)
                heard.Add(Words(in sentence));
        }
        return heard;
    }

    /// <summary>Sends sentences, words joined by a bar.</summary>
    public void Say(params string[] sentences)
    {
        foreach (string sentence in sentences)
            Send(Bytes(sentence));
    }

    /// <summary>Sends bytes in receives of at most <see cref="ReadSize"/>.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            Span<byte> free = Dialogue.Free;
            int size = Math.Min(ReadSize, Math.Min(bytes.Length, free.Length));
            if (size == 0)
                return;
            bytes[..size].CopyTo(free);
            Dialogue.Received(size);
            bytes = bytes[size..];
        }
    }

    /// <summary>Opens, takes the login and accepts it.</summary>
    public RouterPeer LogIn()
    {
        Dialogue.Open();
        Hear();
        Say("!done");
        return this;
    }

    /// <summary>Logs in and finds every queue once, with ids *1, *2 and so on.</summary>
    public RouterPeer Prepare()
    {
        LogIn();
        foreach (string request in Hear())
        {
            string tag = TagOf(request);
            for (int i = 0; i < Dialogue.Queues.Length; i++)
            {
                if (IsResolve(request) && (request + "|").Contains($"?name={Queue(i)}|", StringComparison.Ordinal))
                {
                    Say($"!re|{tag}|=.id=*{i + 1:X}|=name={Queue(i)}|=max-limit={_noLimit}"
                        + "|=disabled=false|=invalid=false");
                }
            }
            Say("!done|" + tag);
        }
        return this;
    }

    /// <summary>The one request of a batch.</summary>
    public string HearOne(Wishes wishes = Wishes.None) => Assert.Single(Hear(wishes));

    /// <summary>The bytes of one sentence, words joined by a bar.</summary>
    public static byte[] Bytes(string sentence)
    {
        var writer = new SentenceWriter(new byte[32768]);
        foreach (string word in sentence.Split('|'))
            writer.Word(Encoding.Latin1.GetBytes(word));
        Assert.True(writer.End());
        return writer.Written.ToArray();
    }

    /// <summary>The tag word of a request.</summary>
    public static string TagOf(string request)
    {
        foreach (string word in request.Split('|'))
        {
            if (word.StartsWith(".tag=", StringComparison.Ordinal))
                return word;
        }
        throw new ArgumentException("untagged: " + request, nameof(request));
    }

    public static bool IsResolve(string request) => request.Contains("|.tag=q", StringComparison.Ordinal);

    private static string Words(in Sentence sentence)
    {
        var words = new List<string>();
        for (int i = 0; i < sentence.Count; i++)
            words.Add(Encoding.Latin1.GetString(sentence[i]));
        return string.Join('|', words);
    }
}
