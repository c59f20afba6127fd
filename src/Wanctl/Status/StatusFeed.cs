using System.IO;
using System.Net;
using System.Text.Json;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Time;

namespace Wanctl.Status;

/// <summary>
/// Asks a daemon for its state again and again, on a thread of its own, so that whoever draws sees the state grow old
/// while a daemon does not answer.
/// </summary>
internal sealed class StatusFeed : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly IPEndPoint _at;
    private volatile ToldState _newest;
    private volatile bool _ended;

    /// <summary>Goes on from a state that was just told.</summary>
    public StatusFeed(IPEndPoint at, JsonElement state)
    {
        _at = at;
        _newest = new ToldState(state, Clock.Now(), "");
        new Thread(Run) { Name = "status", IsBackground = true }.Start();
    }

    /// <summary>The newest state, and when it was told.</summary>
    public ToldState Newest => _newest;

    /// <summary>Asks no more; an answer that is awaited is not waited for.</summary>
    public void Dispose() => _ended = true;

    private void Run()
    {
        while (!_ended)
        {
            Thread.Sleep(Interval);
            _newest = Ask();
        }
    }

    private ToldState Ask()
    {
        Instant asked = Clock.Now();
        try
        {
            using JsonDocument document = JsonDocument.Parse(StatusClient.Get(_at, "/api/state"));
            return new ToldState(document.RootElement.Clone(), asked, "");
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return _newest with { Trouble = exception.Message };
        }
    }
}
