using System.Net;
using System.Runtime.InteropServices;
using System.Threading;
using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Demo;
using Wanctl.Flavours;
using Wanctl.Host.Loop;
using Wanctl.Host.Serve;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;
using Wanctl.Screen;

namespace Wanctl.Verbs;

/// <summary><c>wanctl demo</c>: everything in one process, with nothing else needed.</summary>
internal static class DemoVerb
{
    public const string Usage = "wanctl demo [--seconds N] [--plain] [--seed N] [--port N] [--law LAW]";

    private static readonly Instant Never = new(long.MaxValue / 4);

    public static int Execute(string[] args)
    {
        if (!DemoOptions.TryParse(args, out DemoOptions options, out string problem))
            return Help.Misused(problem, Usage);
        using var world = new DemoWorld(options.Seed);
        using var notice = new ServiceNotice(null, null, null);
        var events = new EventQueue();
        using var composition = new Composition(
            [DemoSettings.Link(world.Port, options.Law)],
            _ => new SimulatedEchoChannel(world.TryEcho),
            Dialers.For,
            Remember,
            notice,
            events);
        using StatusService? status = StatusService.Start(
            Addresses(options), StatusService.NamesOf([]), composition, events);
        return Run(options, world, composition, events);
    }

    private static int Run(DemoOptions options, DemoWorld world, Composition composition, EventQueue events)
    {
        using var ending = new ManualResetEvent(false);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        ControlLoop loop = composition.Loop;
        bool fine = true;
        var thread = new Thread(() =>
        {
            fine = loop.Run();
            ending.Set();
        })
        {
            Name = "loop",
        };
        thread.Start();
        try
        {
            Show(options, new LiveView(composition.Links[0], loop, events, () => DemoScene.Of(world.View())), ending);
        }
        finally
        {
            loop.Stop();
            thread.Join();
        }
        Console.Out.WriteLine(Conclusion(loop.Figures));
        return fine ? ExitCode.Fine : ExitCode.LoopFailed;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            ending.Set();
        }
    }

    private static void Show(DemoOptions options, LiveView view, ManualResetEvent ending)
    {
        Instant until = options.Length is { } length ? Clock.Now() + length : Never;
        bool page = !options.Plain && Terminal.CanShowPages(Environment.GetEnvironmentVariable("TERM"));
        // https://no-color.org: present and not empty, whatever its value.
        bool colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        if (page)
            view.ShowPage(ending, until, colours);
        else
            view.ShowLines(ending, until);
    }

    private static List<ServeAddress> Addresses(DemoOptions options) =>
        options.Port is { } port ? [new ServeAddress(IPAddress.Loopback, port)] : [];

    private static LinkState Remember(LinkSettings settings) => new(settings, LinkMemory.Initial(settings));

    private static string Conclusion(LoopFigures figures) => FormattableString.Invariant(
        $"demo ended: {Amount.Of(figures.Turns, "turn")} of the loop, {figures.Skipped} skipped, ")
        + FormattableString.Invariant($"late p50 {Figure.Late(in figures, 0.5).Millis:0.00} ms, ")
        + FormattableString.Invariant($"p99 {Figure.Late(in figures, 0.99).Millis:0.00} ms, ")
        + FormattableString.Invariant($"max {figures.Lateness.Max.Millis:0.00} ms, ")
        + $"{Amount.Of(figures.AllocatedBytes, "byte")} allocated by {Amount.Of(figures.WarmTurns, "warm turn")}";
}
