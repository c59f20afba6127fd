using System.IO;
using System.Net;
using System.Text;
using Wanctl.Config;
using Wanctl.Host.Echo;
using Wanctl.Routing;
using Wanctl.Setup;

namespace Wanctl.Verbs;

/// <summary>
/// <c>wanctl setup</c>: a configuration file, and the commands for the router or this machine's kernel on standard
/// output.
/// </summary>
internal static class SetupVerb
{
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static int Execute(string[] args)
    {
        if (!SetupOptions.TryParse(args, out SetupOptions options, out string misuse))
            return Help.Misused(misuse, SetupOptions.Usage);
        TextReader? asked = Console.IsInputRedirected ? null : Console.In;
        if (options.Has("--steering"))
            return Steering(options, asked);
        // The router's password stays what it is, where anybody knows it.
        var surroundings = new Surroundings();
        string? known = options["--password"] is null ? surroundings.Find("ROUTER_PASSWORD") : null;
        var dialogue = new SetupDialogue(
            options, asked, Console.Error, () => known is { Length: > 0 } ? known : RandomPassword());
        if (dialogue.Plan(out string problem) is not { } plan)
            return problem == SetupDialogue.Cancelled ? Cancelled() : Help.Misused(problem, SetupOptions.Usage);
        List<WanFile> neighbours = OtherLinks(plan.Path);
        int others = neighbours.Count;
        if (others > 0 && plan is { Router: not null, Marks: false })
        {
            Console.Error.WriteLine(
                "Another link's file lies beside this one, so the downloads are told by packet marks.");
            plan = plan with { Marks = true };
        }
        if (plan.Container is { } container)
        {
            bool fixedPassword = options["--password"] is not null || known is { Length: > 0 };
            if (BesideOthers(plan, container, neighbours, fixedPassword, out problem) is not { } joined)
                return Help.Misused(problem, SetupOptions.Usage);
            plan = joined;
        }
        string text = ConfigText.Of(plan, others);
        if (Check(plan, text) is { } fault)
        {
            Console.Error.WriteLine(fault);
            return ExitCode.Configuration;
        }
        if (!TryWrite(plan.Path, text, plan.StorePassword, options.Has("--force"), asked, out problem))
            return Refused(problem);
        WarnOfBox(plan);
        Console.Out.Write(plan.Router is null ? LinuxScript.Of(plan)
            : plan.Container is null ? RouterScript.Of(plan) : ContainerScript.Of(plan));
        Console.Out.Flush();
        Tell(plan, known: plan.Password == known, kept: plan.Password == surroundings.Kept("ROUTER_PASSWORD"), others);
        return ExitCode.Fine;
    }

    /// <summary>
    /// A line that shares its container with others: it has a source of its own, and the one password of the router's
    /// user. Null with what is missing.
    /// </summary>
    private static SetupPlan? BesideOthers(
        SetupPlan plan, ContainerPlan container, List<WanFile> others, bool fixedPassword, out string problem)
    {
        List<WanFile> shared = others.FindAll(file => file.Link.Router.Host == ContainerPlan.Router);
        string? source = ContainerPlan.FreeSource(shared.ConvertAll(file => file.Link.Probe.SourceAddress));
        problem = source is null
            ? $"found {shared.Count} other lines, wanted {ContainerPlan.LinesMax - 1} at most in one container"
            : plan.Marks && container.Gateway.Length == 0
            ? "--gateway is missing: the router has several WANs, so the echoes of this one need its next hop"
            : "";
        if (problem.Length > 0)
            return null;
        return plan with
        {
            Container = container with { Source = source! },
            Password = fixedPassword || shared.Count == 0 ? plan.Password : shared[0].Link.Router.Password.Reveal(),
        };
    }

    private static int Cancelled()
    {
        Console.Error.WriteLine(SetupDialogue.Cancelled);
        return ExitCode.NotDone;
    }

    private static int Refused(string problem)
    {
        if (problem == SetupDialogue.Cancelled)
            return Cancelled();
        Console.Error.WriteLine(problem);
        return ExitCode.Usage;
    }

    /// <summary>The router lets in that address alone, so that a wrong one locks wanctl out.</summary>
    private static void WarnOfBox(SetupPlan plan)
    {
        if (plan.Router is null || plan.Container is not null)
            return;
        if (!IPAddress.TryParse(plan.Box, out IPAddress? box) || LocalAddress.IsOwn(box))
            return;
        string own = IPAddress.TryParse(plan.Router, out IPAddress? router) && LocalAddress.Toward(router) is { } toward
            ? $"; from here the router is reached with {toward}"
            : "";
        Console.Error.WriteLine($"warning: --box: found {plan.Box}, which is no address of this machine, wanted the "
            + $"one that the router sees: it lets in nobody else{own}");
    }

    /// <summary>A file that is written is one that runs: the clerk reads it first.</summary>
    private static string? Check(SetupPlan plan, string text)
    {
        LoadResult result = ConfigLoader.Parse(text, plan.Path, name => name switch
        {
            "ROUTER_PASSWORD" => plan.Password,
            "ROUTER_CERTIFICATE_PIN" => new string('0', 64),
            _ => null,
        });
        return result.Problems.Count == 0 ? null : string.Join('\n', result.Problems);
    }

    /// <summary>The other links that are set up beside the file, so that they get other reflectors.</summary>
    private static List<WanFile> OtherLinks(string path)
    {
        var others = new List<WanFile>();
        try
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
            foreach (string file in Directory.EnumerateFiles(folder, "*.yaml"))
            {
                if (Path.GetFullPath(file) != Path.GetFullPath(path)
                    && ConfigLoader.Load(file, _ => "0").File is { } other)
                {
                    others.Add(other);
                }
            }
            return others;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static int Steering(SetupOptions options, TextReader? asked)
    {
        if (SteeringSetup.Plan(options, out string problem) is not { } plan)
            return Help.Misused(problem, SetupOptions.Usage);
        string path = options["--out"] ?? "steering.yaml";
        string text = SteeringSetup.Text(plan);
        LoadResult result = ConfigLoader.Parse(text, path, _ => null);
        foreach (Problem found in result.Problems)
            Console.Error.WriteLine(found);
        if (result.Problems.Count > 0)
            return ExitCode.Configuration;
        if (!TryWrite(path, text, secret: false, options.Has("--force"), asked, out problem))
            return Refused(problem);
        Console.Error.WriteLine($"""
            {path}: written

            1. Paste the commands below into the router's terminal; leave out what is there already.
            2. In the file of {plan.Primary.Name}: ping_source_ip: {plan.Primary.ProbeAddress}
               In the file of {plan.Alternate.Name}: ping_source_ip: {plan.Alternate.ProbeAddress}
            3. wanctl check --router all three files, then wanctl run with all three.

            """);
        foreach (string line in SteeringScript.Lines(plan))
            Console.Out.WriteLine(line);
        return ExitCode.Fine;
    }

    private static bool TryWrite(
        string path, string text, bool secret, bool force, TextReader? asked, out string problem)
    {
        problem = "";
        bool there = File.Exists(path);
        if (there && !force)
        {
            problem = $"{path}: is there already; --force overwrites it, --out FILE names another";
            if (asked is null)
                return false;
            Console.Error.Write($"{path} is there already. Overwrite it? (yes/no) [no] ");
            if (asked.ReadLine() is not { } answer)
            {
                Console.Error.WriteLine();
                problem = SetupDialogue.Cancelled;
                return false;
            }
            if (SetupAnswer.YesNo(answer.Trim()).Value != "yes")
                return false;
        }
        try
        {
            // The mode must be right before the secret is in the file, and an old file keeps its own.
            if (there)
                File.SetUnixFileMode(path, secret ? OwnerOnly : Everybody);
            using var stream = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = secret ? OwnerOnly : Everybody,
            });
            stream.Write(Encoding.UTF8.GetBytes(text));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{path}: cannot be written: {exception.Message}";
            return false;
        }
    }

    /// <summary>
    /// What to do with it, on standard error, so that standard output holds the commands alone; last, so that it is
    /// what stands on the screen.
    /// </summary>
    private static void Tell(SetupPlan plan, bool known, bool kept, int others)
    {
        TextWriter output = Console.Error;
        output.WriteLine();
        output.WriteLine($"{plan.Path}: written{(plan.StorePassword ? ", for its owner's eyes only" : "")}");
        if (others > 0 && !known && plan.Router is not null)
        {
            output.WriteLine("The commands give the router's user a new password. Where another line has the same "
                + "router, its ROUTER_PASSWORD changes too; to keep it, run setup with ROUTER_PASSWORD set.");
        }
        output.WriteLine("Next, to a running service:");
        int number = 0;
        foreach (string step in SetupSteps.Of(plan, known, kept, Environment.IsPrivilegedProcess))
            output.WriteLine($"  {++number}. {step}");
    }

    /// <summary>Letters and digits alone, which every quoting leaves as they are; 24 of 62 are 142 bits.</summary>
    private static string RandomPassword() => string.Create(24, 0, static (letters, _) =>
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        // A draw of 64 bits favours no letter by more than 2^-58.
        for (int i = 0; i < letters.Length; i++)
            letters[i] = Alphabet[(int)(EchoToken.Draw() % (ulong)Alphabet.Length)];
    });
}
