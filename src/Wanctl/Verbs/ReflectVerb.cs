using System.Net;
using System.Runtime.InteropServices;
using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Host.Reflect;
using Wanctl.Reflect;

namespace Wanctl.Verbs;

/// <summary><c>wanctl reflect</c>: answers probes of one-way delay for others.</summary>
internal static class ReflectVerb
{
    public static int Execute(string[] args)
    {
        if (!ReflectOptions.TryParse(args, out ReflectOptions options, out string problem))
            return Help.Misused(problem, ReflectOptions.Usage);
        var surroundings = new Surroundings();
        bool usable = ReflectKey.TryFind(
            options.KeyFile, surroundings, out Secret? key, out problem, out string warning);
        if (warning.Length > 0)
            Console.Error.WriteLine($"wanctl reflect: {warning}");
        if (!usable)
        {
            Console.Error.WriteLine($"wanctl reflect: {problem}");
            return ExitCode.Configuration;
        }
        var settings = new ReflectorSettings
        {
            Address = options.Address, PerSource = options.PerSource, InAll = options.InAll, Key = key,
        };
        using Reflector? reflector = Reflector.TryOpen(settings, out problem, out bool forbidden);
        if (reflector is null)
        {
            Console.Error.WriteLine($"wanctl reflect: {problem}");
            return forbidden ? ExitCode.Forbidden : ExitCode.NotListening;
        }
        using var ending = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        Console.Out.WriteLine(Beginning(reflector.Address, settings));
        reflector.Run(ending.Token);
        Console.Out.WriteLine(Ending(reflector.Counts));
        return ExitCode.Fine;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            ending.Cancel();
        }
    }

    private static string Beginning(IPEndPoint address, ReflectorSettings settings)
    {
        string families = address.Address.Equals(IPAddress.IPv6Any) ? " (IPv6 and IPv4)" : "";
        string mode = settings.Key is null
            ? "without a key: anybody may ask"
            : "with a key (HMAC-SHA-256): requests without it are not answered";
        return $"STAMP reflector on udp {address}{families}, {mode}; at most {settings.PerSource} answers a second for "
            + $"one source, {settings.InAll} in all";
    }

    private static string Ending(in ReflectorCounts counts) =>
        $"received: {counts.Received}, answered: {counts.Answered}; not answered: over the limit of a source: "
        + $"{counts.SourceLimited}, over the limit in all: {counts.Limited}, too short: {counts.TooShort}, "
        + $"too long: {counts.TooLong}, answers or from a port below 1024: {counts.Looped}, "
        + $"with a wrong HMAC or none: {counts.WrongSum}, refused by the kernel: {counts.Unsent}";
}
