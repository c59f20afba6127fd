using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Wanctl.Core.Units;
using Wanctl.Host.Time;
using Wanctl.Host.Watch;
using Wanctl.Wire.Http;

namespace Wanctl.Host.Serve;

/// <summary>Answers requests from what a process's picture shows.</summary>
public sealed class StatusDesk : IStatusDesk, IDisposable
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string MetricsType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ProcessPicture _process;
    private readonly StatusPage _page = new();
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;
    private readonly Utf8JsonWriter _indented;
    private readonly long[] _told;
    private readonly double _started = Clock.WallNanos() / 1e9;
    private List<HealthProblem> _problems = [];
    private int _viewers;

    /// <summary>Makes a desk that tells of a process.</summary>
    public StatusDesk(ProcessPicture process)
    {
        _process = process;
        _told = new long[process.Links.Count];
        // What is served is no HTML, so that a plus may stand as it is.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        _json = new Utf8JsonWriter(_text, options);
        _indented = new Utf8JsonWriter(_text, options with { Indented = true });
    }

    /// <inheritdoc/>
    public void Follow(int viewers)
    {
        _viewers = viewers;
        _process.Follow();
        _problems = Health.Judge(_process, Clock.Now());
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The state whole, and of each link the points since the last news; a viewer that misses some sees it by their
    /// numbers.
    /// </remarks>
    public void Compose(ArrayBufferWriter<byte> news)
    {
        Utf8JsonWriter json = Begin(_json);
        json.WriteStartObject();
        State(json);
        json.WriteStartArray("news");
        for (int i = 0; i < _told.Length; i++)
        {
            LinkPicture link = _process.Links[i];
            json.WriteStartObject();
            json.WriteString("link", link.Settings.Name);
            HistoryReport.FinePoints(json, link, _told[i]);
            json.WriteEndObject();
            _told[i] = link.Fine.End;
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        news.Write("data: "u8);
        news.Write(_text.WrittenSpan);
        news.Write("\n\n"u8);
    }

    /// <inheritdoc/>
    public void Answer(in HttpRequest request, bool metricsOnly, Answer answer)
    {
        switch (Encoding.UTF8.GetString(request.Path))
        {
            case "/health": TellHealth(answer); break;
            case "/metrics": TellMetrics(answer); break;
            case "/" when !metricsOnly: _page.Tell(answer); break;
            case "/api/state" when !metricsOnly: TellState(answer); break;
            case "/api/history" when !metricsOnly: TellHistory(in request, answer); break;
            case "/api/events" when !metricsOnly: TellNews(answer); break;
            default:
                answer.Begin(404, JsonType);
                answer.Body.Write("{\"error\": \"Not found\"}\n"u8);
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _indented.Dispose();
    }

    private void TellHealth(Answer answer)
    {
        answer.Begin(_problems.Count == 0 ? 200 : 503, JsonType);
        Utf8JsonWriter json = Begin(_indented);
        HealthReport.Write(json, _process, _problems, Clock.Now());
        End(json, answer);
    }

    private void TellState(Answer answer)
    {
        answer.Begin(200, JsonType);
        Utf8JsonWriter json = Begin(_json);
        json.WriteStartObject();
        State(json);
        json.WriteEndObject();
        End(json, answer);
    }

    private void TellMetrics(Answer answer)
    {
        answer.Begin(200, MetricsType);
        MetricsReport.Write(answer.Body, _process, _problems.Count, _viewers, Clock.Now(), _started);
    }

    private void TellHistory(in HttpRequest request, Answer answer)
    {
        bool day = request.Parameter("view"u8).SequenceEqual("day"u8);
        string name = Encoding.UTF8.GetString(request.Parameter("link"u8));
        foreach (LinkPicture link in _process.Links)
        {
            if (name.Length > 0 && link.Settings.Name != name)
                continue;
            answer.Begin(200, JsonType);
            Utf8JsonWriter json = Begin(_json);
            if (day)
                HistoryReport.Day(json, link);
            else
                HistoryReport.Fine(json, link);
            End(json, answer);
            return;
        }
        answer.Begin(404, JsonType);
        answer.Body.Write("{\"error\": \"No such link\"}\n"u8);
    }

    private void TellNews(Answer answer)
    {
        answer.Begin(200, "text/event-stream");
        answer.Streams = true;
        // After a restart all viewers come back; a second and a half gives the daemon time to be there.
        answer.Body.Write("retry: 1500\n\n"u8);
        if (_viewers > 0)
            return;
        // The first viewer: what went by unseen is in the history that it asks for.
        for (int i = 0; i < _told.Length; i++)
            _told[i] = _process.Links[i].Fine.End;
    }

    private void State(Utf8JsonWriter json)
    {
        Instant now = Clock.Now();
        StateReport.Body(json, _process, _problems, _viewers, now, Clock.WallNanos() / 1_000_000);
    }

    private Utf8JsonWriter Begin(Utf8JsonWriter json)
    {
        _text.ResetWrittenCount();
        json.Reset(_text);
        return json;
    }

    private void End(Utf8JsonWriter json, Answer answer)
    {
        json.Flush();
        answer.Body.Write(_text.WrittenSpan);
        answer.Body.Write("\n"u8);
    }
}
