using System.Buffers;
using System.Text;
using Wanctl.Host.Serve;
using Wanctl.Wire.Http;

namespace Wanctl.Tests.Host.Serve;

/// <summary>A desk with a few answers of known lengths.</summary>
internal sealed class PlainDesk : IStatusDesk
{
    /// <summary>Bytes of an answer to <c>/big</c>.</summary>
    public const int Big = 2_000_000;

    /// <summary>Bytes of an answer to <c>/large</c>: more than a socket takes, and few enough for all to be under way.
    /// </summary>
    public const int Large = 300_000;

    public int NewsBytes { get; set; } = 100;

    public bool Fails { get; set; }

    public int Viewers { get; private set; }

    public void Follow(int viewers)
    {
        Viewers = viewers;
        if (Fails)
            throw new InvalidOperationException("a fault of ours");
    }

    public void Compose(ArrayBufferWriter<byte> news) =>
        Encoding.ASCII.GetBytes($"data: {new string('n', NewsBytes)}\n\n", news);

    public void Answer(in HttpRequest request, bool metricsOnly, Answer answer)
    {
        string path = Encoding.ASCII.GetString(request.Path);
        answer.Begin(path == "/none" ? 404 : 200, "text/plain");
        if (path == "/events")
            answer.Streams = true;
        string body = path switch
        {
            "/big" => new string('b', Big),
            "/large" => new string('l', Large),
            _ => metricsOnly ? "figures" : "page",
        };
        Encoding.ASCII.GetBytes(body, answer.Body);
    }
}
