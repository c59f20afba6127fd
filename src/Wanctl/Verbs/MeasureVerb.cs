using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Wanctl.Config;
using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Flavours;
using Wanctl.Host.Echo;
using Wanctl.Host.Keep;
using Wanctl.Measure;

namespace Wanctl.Verbs;

/// <summary>
/// <c>wanctl measure</c>: what the line does while idle and while loaded, where its delay is, and what would change in
/// the file. Restores the limits that it found.
/// </summary>
internal static class MeasureVerb
{
    public static int Execute(string[] args)
    {
        if (!MeasureOptions.TryParse(args, out MeasureOptions options, out string misuse))
            return Help.Misused(misuse, MeasureOptions.Usage);
        IReadOnlyList<string> given = ConfigPaths.OrUsual(
            options.Path.Length > 0 ? [options.Path] : [], "measure", out string missing);
        if (missing.Length > 0)
            return Help.Misused(missing, MeasureOptions.Usage);
        if (!ConfigPaths.TryExpand(given, out string[] paths, out string unusable))
        {
            Console.Error.WriteLine(unusable);
            return ExitCode.Configuration;
        }
        ConfigSet set = ConfigSet.Load(paths);
        foreach (string problem in set.Problems)
            Console.Error.WriteLine(problem);
        if (set.Problems.Count > 0)
            return ExitCode.Configuration;
        if (set.Files.Count != 1)
        {
            string found = set.Files.Count == 0 ? "a steering file" : Amount.Of(set.Files.Count, "link");
            Console.Error.WriteLine($"{given[0]}: found {found}, wanted the file of one link"
                + (set.Files.Count == 0 ? "" : $": wanctl measure {set.WanPaths[0]}"));
            return ExitCode.Configuration;
        }
        options = options with { Path = set.WanPaths[0] };
        LinkSettings link = set.Files[0].Link;
        if (LockFile.HolderOf(link.LockFile) is { } holder)
        {
            Console.Error.WriteLine($"wanctl (process {holder}) is running and moves these limits. "
                + $"Stop it first: systemctl stop wanctl, or kill {holder}; start it again afterwards");
            return ExitCode.Locked;
        }
        using LockFile? locked = LockFile.TryTake(link.LockFile, out string unlocked);
        if (locked is null)
        {
            Console.Error.WriteLine(unlocked);
            return ExitCode.Locked;
        }
        return Measure(options, link, set.Results.First(result => result.File is not null).Values);
    }

    private static int Measure(MeasureOptions options, LinkSettings link, IReadOnlyList<EffectiveValue> values)
    {
        using var stopping = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        using PosixSignalRegistration quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop);
        // Where the answer is JSON, standard output is for a program.
        TextWriter talk = options.Json ? Console.Error : Console.Out;
        MeasurePlan plan = PlanOf(options, link);
        if (link.DryRun && !options.Idle)
            talk.WriteLine("control.dry_run is true: limits stay as they are");
        var channel = new IcmpChannel(link.Probe);
        using var watch = new EchoWatch(channel, link.Probe, link.Interval);
        if (channel.Forbidden)
        {
            Console.Error.WriteLine(new EchoForbiddenException(link.Name).Message);
            return ExitCode.Forbidden;
        }
        using ILimitHand hand = link.Router.Transport == RouterTransport.LinuxCake
            ? new KernelLimits(link)
            : new RouterLimits(link, Dialers.For(link.Router.Transport));
        ILoad load = options.Load is { } command
            ? new CommandLoad(command, talk.WriteLine)
            : new UserLoad(plan.StartPatience, plan.LoadLength, talk.WriteLine);
        var run = new MeasureRun(plan, link, watch, hand, load, talk.WriteLine);
        MeasureReport report = run.Run(stopping.Token);
        return Tell(options, link, values, report);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.Cancel();
        }
    }

    /// <summary>What the state file holds of the line; null for nothing.</summary>
    private static (BelievedLine Down, BelievedLine Up)? Believed(LinkSettings link)
    {
        LinkMemory memory = LinkMemory.Initial(link);
        StateFile.TryRead(link.StateFile, ref memory, (_, _) => { }, out _, setAside: false);
        memory = memory.Sanitised(link);
        bool known = memory.DownLine.Capacity > Rate.Zero || memory.UpLine.Capacity > Rate.Zero;
        return known
            ? (BelievedLine.Of(memory.DownLine, memory.AwaySeconds), BelievedLine.Of(memory.UpLine, memory.AwaySeconds))
            : null;
    }

    private static MeasurePlan PlanOf(MeasureOptions options, LinkSettings link) => new()
    {
        Length = Duration.FromSeconds(options.Seconds),
        StepLength = Duration.FromSeconds(Math.Max(3, options.Seconds / 3.0)),
        Loaded = !options.Idle || options.Load is not null,
        Touch = !options.Idle && !link.DryRun,
        Ways = options.Ways,
    };

    private static int Tell(
        MeasureOptions options, LinkSettings link, IReadOnlyList<EffectiveValue> values, MeasureReport report)
    {
        if (report.Idle is { } idle)
        {
            report = report with
            {
                Proposals = new Proposals(options.Path, values, link).Of(
                    idle, report.AtCeiling, report.Ways, report.Judgement),
            };
        }
        report = report with { Believed = Believed(link) };
        if (options.Json)
        {
            using Stream output = Console.OpenStandardOutput();
            MeasureJson.Write(report, options.Path, link, output);
        }
        else
            MeasureText.Write(report, options.Path, link, Console.Out);
        if (report.Trouble is { } trouble)
            Console.Error.WriteLine($"{options.Path}: not measured to the end: {trouble}");
        if (report.Restoration.Kind == RestorationKind.Failed)
        {
            Console.Error.WriteLine($"{options.Path}: THE LIMITS ARE NOT BACK at {report.Found?.AsLimits()}: "
                + $"{report.Restoration.Problem}. Restore the ceilings as soon as the router answers: "
                + $"wanctl release {options.Path}");
        }
        return report.Code;
    }
}
