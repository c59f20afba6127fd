using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Microsoft.Extensions.Logging;
using Wanctl.Config;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Flavours;
using Wanctl.Host.Cake;
using Wanctl.Host.Echo;
using Wanctl.Host.Keep;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;
using Wanctl.Logging;

namespace Wanctl.Verbs;

/// <summary><c>wanctl run</c>: the daemon.</summary>
internal static class RunVerb
{
    /// <summary>
    /// A router that is there answers in milliseconds, and supervisors kill after ten seconds or more.
    /// </summary>
    private static readonly Duration ReleasePatience = Duration.FromSeconds(4);

    public static int Execute(string[] args)
    {
        if (!RunOptions.TryParse(args, out RunOptions options, out string misuse))
            return Help.Misused(misuse, RunOptions.Usage);
        if (!ConfigPaths.TryExpand(options.Paths, out string[] files, out string unusable))
        {
            Console.Error.WriteLine(unusable);
            return ExitCode.Configuration;
        }
        options = options with { Paths = files, Given = options.Paths };
        ConfigSet set = ConfigSet.Load(options.Paths);
        IReadOnlyList<JournalFile> journals = [];
        if (set.Problems.Count == 0)
            set = set.With(options.NameJournals(set.Files, out journals));
        if (set.Problems.Count == 0)
            set = set.With(FileUses.Problems(options.Paths, set, journals));
        foreach (string problem in set.Problems)
            Console.Error.WriteLine(problem);
        return set.Problems.Count > 0 ? ExitCode.Configuration : Execute(options, set, journals);
    }

    private static int Execute(RunOptions options, ConfigSet set, IReadOnlyList<JournalFile> journals)
    {
        using ILoggerFactory factory = DaemonLog.Create(set.Files[0].Log);
        using var log = new RepeatFilter(factory.CreateLogger("wanctl"), Clock.Now);
        foreach (string warning in set.Warnings)
            Sentences.ConfigurationWarning(log, warning);
        LinkSettings[] settings = new LinkSettings[set.Files.Count];
        for (int i = 0; i < settings.Length; i++)
            settings[i] = set.Files[i].Link;
        using var locks = new LockSet();
        if (!locks.TryTake(settings, set.Steering, out string lockProblem))
        {
            Console.Error.WriteLine(lockProblem);
            return ExitCode.Locked;
        }
        using var notice = new ServiceNotice(
            Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
            Environment.GetEnvironmentVariable("WATCHDOG_PID"));
        var events = new EventQueue();
        var starts = new List<JournalStart>();
        try
        {
            RequireShaping(settings);
            using var composition = new Composition(
                settings, OpenChannel, Dialers.For, Recalled, notice, events, set.Steering);
            using JournalKeeper? journal =
                journals.Count == 0 ? null : new JournalKeeper(composition.Links, journals, starts, events);
            return Run(options, set, composition, notice, events, log);
        }
        catch (Exception exception) when (exception is EchoForbiddenException or ShaperForbiddenException)
        {
            Console.Error.WriteLine(exception.Message);
            return ExitCode.Forbidden;
        }

        LinkState Recalled(LinkSettings link)
        {
            JournalStart start = Recall(link, log);
            starts.Add(start);
            return start.Make(link);
        }
    }

    private static int Run(
        RunOptions options, ConfigSet set, Composition composition, ServiceNotice notice, EventQueue events,
        ILogger log)
    {
        ControlLoop loop = composition.Loop;
        Sentences.Started(log, Help.Version, Amount.Of(composition.Links.Count, "link"), Environment.ProcessId);
        SayWhereItRuns(set, log);
        SayWhatIsDry(set, log);
        var reloader = new Reloader(options.Given, options.Paths, set, composition, notice, events);
        using var keeper = new StateKeeper(composition.Links, events);
        using StatusService? status = StatusService.Start(
            StatusService.AddressesOf(set.Files), StatusService.NamesOf(set.Files), composition, events);
        using var narrator = new Narrator(
            composition.Links, loop, events, notice, log, composition.Steering);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            reloader.Reload();
        });
        bool fine = Turn(loop, log);
        notice.Stopping();
        if (composition.Steering is { } steered)
            Release(steered, log);
        return fine ? ExitCode.Fine : ExitCode.LoopFailed;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            loop.Stop();
        }
    }

    private static void SayWhereItRuns(ConfigSet set, ILogger log)
    {
        if (!Machine.IsClockSet)
            Sentences.ClockUnset(log, Machine.Date);
        if (!Machine.IsContainer)
            return;
        foreach (WanFile file in set.Files)
        {
            // Elsewhere whoever puts a state file on a disk has a disk for it.
            if (MemoryDisk.Holds(file.Link.StateFile) == false)
                Sentences.StateOnFlash(log, file.Link.Name, file.Link.StateFile);
        }
    }

    private static void SayWhatIsDry(ConfigSet set, ILogger log)
    {
        foreach (WanFile file in set.Files)
        {
            if (!file.Link.DryRun)
                continue;
            Sentences.DryRun(log, file.Link.Name);
            if (set.Steering is { } steering && file.Link.Name is { } name
                && (name == steering.Primary || name == steering.Alternate))
            {
                Sentences.DrySteering(log, steering.Name);
            }
        }
    }

    /// <summary>Connections come home at the end, because nobody is left who could take them back later.</summary>
    private static void Release(Steering steering, ILogger log)
    {
        SteeringSettings settings = steering.Settings;
        if (steering.Release(ReleasePatience))
        {
            if (settings.Mode == SteeringMode.Active)
                Sentences.SteeringReleased(log, settings.Name);
            return;
        }
        foreach (string rule in settings.RuleComments)
            Sentences.SteeringNotReleased(log, settings.Name, rule);
    }

    /// <summary>
    /// Runs the loop on a thread of its own, because what the thread is given (real-time scheduling) stays with it for
    /// good.
    /// </summary>
    private static bool Turn(ControlLoop loop, ILogger log)
    {
        bool fine = false;
        var thread = new Thread(() =>
        {
            bool urgent = Urgency.TryRaise();
            bool locked = Urgency.TryLockMemory();
            Sentences.Urgency(log, urgent, locked);
            fine = loop.Run();
        })
        {
            Name = "loop",
        };
        thread.Start();
        thread.Join();
        return fine;
    }

    /// <summary>Whoever may not shape should hear of it at once, and not from the log of a daemon.</summary>
    private static void RequireShaping(LinkSettings[] settings)
    {
        foreach (LinkSettings link in settings)
        {
            if (link.DryRun || link.Router.Transport != RouterTransport.LinuxCake)
                continue;
            try
            {
                using var reader = new KernelReader();
                if (!reader.MayChange())
                    throw new ShaperForbiddenException(link.Name);
            }
            catch (IOException)
            {
                // No socket, no answer: the loop tries again each second, and says so.
            }
            return;
        }
    }

    private static IcmpChannel OpenChannel(LinkSettings link)
    {
        var channel = new IcmpChannel(link.Probe);
        if (channel.Forbidden)
            throw new EchoForbiddenException(link.Name);
        return channel;
    }

    private static JournalStart Recall(LinkSettings link, ILogger log)
    {
        double[] baselines = new double[link.Probe.Reflectors.Count];
        LinkMemory memory = StateKeeper.Recall(
            link, (index, micros) => baselines[index] = micros, out bool restored, out string problem);
        if (problem.Length > 0)
            Sentences.StateIgnored(log, link.Name, problem);
        if (restored)
            Sentences.StateRestored(log, link.Name, link.StateFile);
        return new JournalStart(memory, baselines);
    }
}
