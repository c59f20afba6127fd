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
        string verb = args.Length == 0 ? "help" : args[0];
        string[] rest = args.Length == 0 ? [] : args[1..];
        bool help = Array.Exists(rest, word => word is "--help" or "-h");
        return verb switch
        {
            "run" => help ? Help.Print(Help.Run) : RunVerb.Execute(rest),
            "check" => help ? Help.Print(Help.Check) : CheckVerb.Execute(rest),
            "setup" => help ? Help.Print(Help.Setup) : SetupVerb.Execute(rest),
            "measure" => help ? Help.Print(Help.Measure) : MeasureVerb.Execute(rest),
            "release" => help ? Help.Print(Help.Release) : ReleaseVerb.Execute(rest),
            "demo" => help ? Help.Print(Help.Demo) : DemoVerb.Execute(rest),
            "simulate" => help ? Help.Print(Help.Simulate) : Simulate(rest, errors),
            "replay" => help ? Help.Print(Help.Replay) : ReplayVerb.Execute(rest),
            "rescale" => help ? Help.Print(Help.Rescale) : RescaleVerb.Execute(rest),
            "status" => help ? Help.Print(Help.Status) : StatusVerb.Execute(rest),
            "install" => help ? Help.Print(Help.Install) : InstallVerb.Execute(rest),
            "environment" => help ? Help.Print(Help.Environment) : EnvironmentVerb.Execute(rest),
            "uninstall" => help ? Help.Print(Help.Uninstall) : UninstallVerb.Execute(rest),
            "--version" or "version" => Help.PrintVersion(),
            "--help" or "-h" or "help" => Help.Print(Help.Overview),
            _ => Help.Unknown(verb),
        };
    }

    /// <summary>Progress rewrites its line, which only the unguarded writer lets it do.</summary>
    private static int Simulate(string[] words, TextWriter errors)
    {
        var shop = new Workshop
        {
            Scenarios = ScenarioCatalog.All,
            Laws = TunnelLaws.Names,
            Run = job => TunnelRunner.Run(
                job.Scenario, TunnelLaws.Create(job.Law, job.Scenario, job.Seed), job.Seed, job.Plotted),
            Variants = Robustness.Of,
            Varied = Robustness.Usual,
            FromTraces = TraceScenario.Of,
        };
        return new SimulateVerb(shop, Console.Out, Console.IsErrorRedirected ? null : errors).Execute(words);
    }
}
