using System.IO;
using Wanctl.Fuzz.Engine;

namespace Wanctl.Fuzz;

/// <summary>
/// Every parser against changed inputs, for a share of a minute each, or as the variables that <c>build/fuzz</c> sets
/// say.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int SecondsInAll = 60;

    /// <summary>The targets to run; all, or the one that <c>WANCTL_FUZZ_TARGET</c> names.</summary>
    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (FuzzTarget target in Wanted())
                names.Add(target.Name);
            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_comes_is_borne(string name)
    {
        FuzzTarget target = Wanted().Find(target => target.Name == name)!;
        if (Environment.GetEnvironmentVariable("WANCTL_FUZZ_INPUT") is { Length: > 0 } file)
        {
            output.WriteLine($"{name}: result {target.Take(File.ReadAllBytes(file))}");
            return;
        }
        int seed = Number("WANCTL_FUZZ_SEED", 1);
        TimeSpan time = TimeSpan.FromSeconds((double)Number("WANCTL_FUZZ_SECONDS", SecondsInAll) / Wanted().Count);
        var run = new FuzzRun(target, seed);
        TextWriter told = Console.Out;
        TextWriter complained = Console.Error;
        string? fault;
        try
        {
            // Verbs speak to whoever called them.
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            fault = run.For(time);
        }
        finally
        {
            Console.SetOut(told);
            Console.SetError(complained);
        }
        output.WriteLine($"{name}: seed {seed}, {run.Inputs} inputs, {run.Results} different results");
        Assert.True(fault is null, fault);
        Assert.True(run.Inputs > 10, $"{name}: only {run.Inputs} inputs in {time.TotalSeconds:0.0} s");
    }

    private static List<FuzzTarget> Wanted()
    {
        string? only = Environment.GetEnvironmentVariable("WANCTL_FUZZ_TARGET");
        List<FuzzTarget> all = Catalog.All();
        return string.IsNullOrEmpty(only) ? all : all.FindAll(target => target.Name == only);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;
}
