using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading;

namespace Wanctl.SystemTests.Kit;

/// <summary>A headless Chromium with one page, led by its DevTools protocol.</summary>
public sealed partial class Browser : IDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Process _process;
    private readonly TemporaryFolder _profile = new();
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _complaints = [];
    private int _number;

    private Browser(string program)
    {
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0",
            "--user-data-dir=" + _profile["profile"], "about:blank",
        ];
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        Match port = Match.Empty;
        while (!port.Success && _process.StandardError.ReadLine() is { } line)
            port = Listening().Match(line);
        // The pipes must be emptied, or the browser would wait for them.
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        Connect(PageOf(port.Groups["at"].Value));
        Call("Page.enable");
        Call("Runtime.enable");
        Call("Log.enable");
    }

    /// <summary>What the page's script and the browser's rules complained of.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Starts one, or skips the running test with the reason.</summary>
    public static Browser StartOrSkip()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        string? found = null;
        foreach (string name in Names)
            found ??= Array.Find(Array.ConvertAll(folders, folder => Path.Combine(folder, name)), File.Exists);
        Assert.SkipWhen(found is null, "there is no Chromium: build/setup --test installs Debian's package chromium");
        return new Browser(found!);
    }

    /// <summary>Opens an address.</summary>
    public void Open(string address) => Call("Page.navigate", new JsonObject { ["url"] = address });

    /// <summary>Gives the page a size and a colour scheme.</summary>
    public void Show(int width, int height, bool dark)
    {
        Call("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 500,
        });
        var feature = new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" };
        Call("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(feature) });
    }

    /// <summary>Presses a key.</summary>
    public void Press(string key) =>
        Call("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyDown", ["key"] = key, ["code"] = key });

    /// <summary>The value of an expression of the page's script.</summary>
    public JsonElement Evaluate(string expression)
    {
        JsonElement answer = Call("Runtime.evaluate", new JsonObject
        {
            ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true,
        });
        Assert.False(answer.TryGetProperty("exceptionDetails", out JsonElement details), details.ToString());
        JsonElement result = answer.GetProperty("result");
        return result.TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>Waits until an expression is true.</summary>
    public void Until(string expression)
    {
        Moment deadline = Moment.Now + Patience.Of(TimeSpan.FromSeconds(60));
        while (Evaluate(expression).ValueKind != JsonValueKind.True)
        {
            Assert.False(Moment.Now > deadline, $"not within the time: {expression}; {string.Join("; ", _complaints)}");
            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(Patience.Default);
        _process.Dispose();
        _profile.Dispose();
    }

    /// <summary>Advice on rendering is about the tests' own looks into the canvas.</summary>
    private void Complain(JsonElement what)
    {
        bool advice = what.TryGetProperty("entry", out JsonElement entry)
            && entry.GetProperty("source").GetString() == "rendering";
        if (!advice)
            _complaints.Add(what.ToString());
    }

    private JsonElement Call(string method, JsonObject? parameters = null)
    {
        int number = ++_number;
        var call = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters ?? [] };
        using var patience = new CancellationTokenSource(Patience.Of(TimeSpan.FromSeconds(60)));
        byte[] bytes = Encoding.UTF8.GetBytes(call.ToJsonString());
        _socket.SendAsync(bytes, WebSocketMessageType.Text, true, patience.Token).GetAwaiter().GetResult();
        while (true)
        {
            JsonElement message = Receive(patience.Token);
            if (message.TryGetProperty("id", out JsonElement id) && id.GetInt32() == number)
                return message.TryGetProperty("result", out JsonElement result) ? result : message;
            string about = message.TryGetProperty("method", out JsonElement name) ? name.GetString()! : "";
            if (about is "Runtime.exceptionThrown" or "Log.entryAdded")
                Complain(message.GetProperty("params"));
        }
    }

    private JsonElement Receive(CancellationToken patience)
    {
        using var whole = new MemoryStream();
        byte[] part = new byte[64 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = _socket.ReceiveAsync(part, patience).GetAwaiter().GetResult();
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        using JsonDocument document = JsonDocument.Parse(whole.ToArray());
        return document.RootElement.Clone();
    }

    private void Connect(string address)
    {
        using var patience = new CancellationTokenSource(Patience.Of(TimeSpan.FromSeconds(60)));
        _socket.ConnectAsync(new Uri(address), patience.Token).GetAwaiter().GetResult();
    }

    private static string PageOf(string server)
    {
        using var http = new HttpClient();
        Moment deadline = Moment.Now + Patience.Of(TimeSpan.FromSeconds(60));
        while (Moment.Now < deadline)
        {
            string list = http.GetStringAsync($"http://{server}/json/list").GetAwaiter().GetResult();
            using JsonDocument document = JsonDocument.Parse(list);
            foreach (JsonElement target in document.RootElement.EnumerateArray())
            {
                if (target.GetProperty("type").GetString() == "page")
                    return target.GetProperty("webSocketDebuggerUrl").GetString()!;
            }
            Thread.Sleep(100);
        }
        throw new IOException("the browser opened no page");
    }

    [GeneratedRegex("DevTools listening on ws://(?<at>[^/]+)/")]
    private static partial Regex Listening();
}
