using System.IO;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Time;
using Wanctl.Screen;
using Wanctl.Status;
using StatusPage = Wanctl.Status.StatusPage;

namespace Wanctl.Verbs;

/// <summary><c>wanctl status</c>: the running daemon, live in the terminal, once as text, or as JSON.</summary>
internal static class StatusVerb
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Columns of a text that goes into a file or a pipe.</summary>
    private const int TextWidth = 110;

    private const int TextDecisions = 5;

    public static int Execute(string[] args)
    {
        if (!StatusOptions.TryParse(args, out StatusOptions options, out string problem))
            return Help.Misused(problem, StatusOptions.Usage);
        if (!DaemonAddress.TryFind(options.At, options.Paths, figures: false, out IPEndPoint at))
            return ExitCode.Configuration;
        try
        {
            byte[] state = StatusClient.Get(at, "/api/state");
            using JsonDocument document = JsonDocument.Parse(state);
            bool page = !options.Once && !options.Json
                && Terminal.CanShowPages(Environment.GetEnvironmentVariable("TERM"));
            if (page)
                return Live(at, document.RootElement.Clone());
            if (options.Json)
                WriteJson(document.RootElement);
            else
                Console.Out.Write(Text(document.RootElement));
            return Verdict(document.RootElement);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            Console.Error.WriteLine(exception is JsonException
                ? $"what listens at {at} answers no state: {exception.Message}"
                : exception.Message);
            return ExitCode.NotRunning;
        }
    }

    private static int Live(IPEndPoint at, JsonElement state)
    {
        using var ending = new ManualResetEvent(false);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        bool colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        using var feed = new StatusFeed(at, state);
        ToldState told;
        using (var terminal = new Terminal())
        {
            var page = new Canvas();
            var painter = new AnsiPainter(colours);
            var composer = new StatusPage();
            do
            {
                told = feed.Newest;
                (int width, int height) = TerminalMode.Size();
                composer.Compose(page, width, height, told.State, told.Trouble, Clock.Now() - told.At);
                page.PutRight(height - 1, "q quits", Ink.Faint);
                if (!TerminalMode.Write(painter.Paint(page)) || Quits(terminal))
                    break;
            }
            while (!ending.WaitOne(Interval));
        }
        return told.Trouble.Length > 0 ? ExitCode.NotRunning : Verdict(told.State);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            ending.Set();
        }
    }

    private static bool Quits(Terminal terminal)
    {
        bool quits = false;
        while (terminal.TryReadKey(out char key))
            quits |= key is 'q' or 'Q';
        return quits;
    }

    private static string Text(JsonElement state)
    {
        var page = new Canvas();
        int width = TerminalMode.OnOutput ? TerminalMode.Size().Width : TextWidth;
        int height = StatusPage.HeightFor(state, TextDecisions);
        new StatusPage().Compose(page, width, height, state, "", Duration.Zero, TextDecisions);
        var text = new StringBuilder();
        for (int row = 0; row < page.Height; row++)
            text.Append(page.RowText(row).TrimEnd()).Append('\n');
        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>
    /// Written anew and not as it came: whoever listens there chose the bytes, and this may be a terminal.
    /// </summary>
    private static void WriteJson(JsonElement state)
    {
        using Stream output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output))
            state.WriteTo(json);
        output.Write("\n"u8);
    }

    private static int Verdict(JsonElement state) =>
        state.Text("status") == "healthy" ? ExitCode.Fine : ExitCode.Unhealthy;
}
