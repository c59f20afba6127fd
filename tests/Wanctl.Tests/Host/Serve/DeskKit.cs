using System.Text;
using System.Text.Json;
using Wanctl.Host.Serve;
using Wanctl.Host.Watch;
using Wanctl.Wire;
using Wanctl.Wire.Http;

namespace Wanctl.Tests.Host.Serve;

/// <summary>Asks a desk without a network.</summary>
internal static class DeskKit
{
    public static Answer Ask(ProcessPicture process, string target, bool metricsOnly = false)
    {
        using var desk = new StatusDesk(process);
        desk.Follow(viewers: 0);
        byte[] bytes = Encoding.ASCII.GetBytes($"GET {target} HTTP/1.0\r\n\r\n");
        Assert.Equal(Decoded.Whole, HttpRequestReader.TryRead(bytes, out HttpRequest request, out _));
        var answer = new Answer();
        desk.Answer(in request, metricsOnly, answer);
        return answer;
    }

    public static string Text(Answer answer) => Encoding.UTF8.GetString(answer.Body.WrittenSpan);

    public static JsonElement Json(ProcessPicture process, string target)
    {
        using JsonDocument document = JsonDocument.Parse(Ask(process, target).Body.WrittenMemory);
        return document.RootElement.Clone();
    }
}
