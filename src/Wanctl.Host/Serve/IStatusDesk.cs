using System.Buffers;
using Wanctl.Wire.Http;

namespace Wanctl.Host.Serve;

/// <summary>Knows what there is to tell. All calls come from the server's own thread.</summary>
public interface IStatusDesk
{
    /// <summary>Takes in what has happened since the last time.</summary>
    /// <param name="viewers">How many watch the stream of events.</param>
    void Follow(int viewers);

    /// <summary>Writes what those who watch are told now; nothing for nothing.</summary>
    void Compose(ArrayBufferWriter<byte> news);

    /// <summary>Answers a sound request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="metricsOnly">Whether it came to an address where only figures are served.</param>
    /// <param name="answer">Takes the answer.</param>
    void Answer(in HttpRequest request, bool metricsOnly, Answer answer);
}
