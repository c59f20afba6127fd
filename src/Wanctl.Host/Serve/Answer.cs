using System.Buffers;
using System.Text;

namespace Wanctl.Host.Serve;

/// <summary>
/// An answer that is being composed. One is used again and again, so that composing costs no memory once it has grown.
/// </summary>
public sealed class Answer
{
    /// <summary>The status code of HTTP.</summary>
    public int Status { get; private set; } = 200;

    /// <summary>The media type of the body.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Further header lines, each with its end; may be empty.</summary>
    public string Fields { get; set; } = "";

    /// <summary>Whether the body is only the beginning of a stream of events.</summary>
    public bool Streams { get; set; }

    /// <summary>The body.</summary>
    public ArrayBufferWriter<byte> Body { get; } = new(16 * 1024);

    /// <summary>Begins anew.</summary>
    public void Begin(int status, string type)
    {
        Status = status;
        Type = type;
        Fields = "";
        Streams = false;
        Body.ResetWrittenCount();
    }

    /// <summary>Makes it a short text for people.</summary>
    public void Say(int status, string words)
    {
        Begin(status, "text/plain; charset=utf-8");
        Encoding.UTF8.GetBytes(words + "\n", Body);
    }
}
