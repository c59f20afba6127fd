using System.IO;
using Wanctl.Simulate;
using Wanctl.Simulation.Tunnel;
using Wanctl.Verbs;

namespace Wanctl;

/// <summary>The front door: finds the verb and hands over.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        TextWriter errors = Console.Error;
        PlainWriter.Install();
        string verb = (args.Length == 0 ? "help" : args[0]) switch
        {
            "--help" or "-h" => "help",
            "--version" or "-V" => "version",
            string word => word,
        };
        string[] rest = args.Length == 0 ? [] : args[1..];
        // What somebody asks about a verb is asked anywhere behind it.
        if (Array.Exists(rest, word => word is "--help" or "-h"))
            return Help.Print([verb], Console.Out, Console.Error);
        return verb switch
        {
            "run" => RunVerb.Execute(rest),
            "check" => CheckVerb.Execute(rest),
            "setup" => SetupVerb.Execute(rest),
            "measure" => MeasureVerb.Execute(rest),
            "release" => ReleaseVerb.Execute(rest),
            "demo" => DemoVerb.Execute(rest),
            "simulate" => Simulate(rest, errors),
            "replay" => ReplayVerb.Execute(rest),
            "rescale" => RescaleVerb.Execute(rest),
            "status" => StatusVerb.Execute(rest),
            "alive" => AliveVerb.Execute(rest),
            "install" => InstallVerb.Execute(rest),
            "reflect" => ReflectVerb.Execute(rest),
            "environment" => EnvironmentVerb.Execute(rest),
            "uninstall" => UninstallVerb.Execute(rest),
            "version" => Help.PrintVersion(),
            "help" => Help.Print(rest, Console.Out, Console.Error),
            _ => Help.Unknown(verb, Console.Error),
        };
    }

    /// <summary>Progress rewrites its line, which only the unguarded writer lets it do.</summary>
    private static int Simulate(string[] words, TextWriter errors)
    {
        var shop = new Workshop
        {
            Scenarios = ScenarioCatalog.All,
            Laws = TunnelLaws.Names,
            Run = (job, observer) => TunnelRunner.Run(
                job.Scenario, TunnelLaws.Create(job.Law, job.Scenario, job.Seed), job.Seed, observer),
            Variants = Robustness.Of,
            Varied = Robustness.Usual,
            Recorded = RecordedLines.Elsewhere,
            FromTraces = TraceScenario.Of,
        };
        return new SimulateVerb(shop, Console.Out, Console.IsErrorRedirected ? null : errors).Execute(words);
    }
}
