using System.IO;
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
        var dialogue = new SetupDialogue(options, asked, Console.Error, RandomPassword);
        if (dialogue.Plan(out string problem) is not { } plan)
            return Help.Misused(problem, SetupOptions.Usage);
        int others = OtherLinks(plan.Path);
        if (others > 0 && plan is { Router: not null, Marks: false })
        {
            Console.Error.WriteLine(
                "Another link's file lies beside this one, so the downloads are told by packet marks.");
            plan = plan with { Marks = true };
        }
        string text = ConfigText.Of(plan, others);
        if (Check(plan, text) is { } fault)
        {
            Console.Error.WriteLine(fault);
            return ExitCode.Configuration;
        }
        if (!TryWrite(plan.Path, text, plan.StorePassword, options.Has("--force"), asked, out problem))
        {
            Console.Error.WriteLine(problem);
            return ExitCode.Usage;
        }
        Tell(plan, knownUser: others > 0 && options["--password"] is null);
        Console.Out.Write(plan.Router is null ? LinuxScript.Of(plan) : RouterScript.Of(plan));
        return ExitCode.Fine;
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

    /// <summary>How many other links are set up beside the file, so that they get other reflectors.</summary>
    private static int OtherLinks(string path)
    {
        try
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
            int others = 0;
            foreach (string file in Directory.EnumerateFiles(folder, "*.yaml"))
            {
                if (Path.GetFullPath(file) != Path.GetFullPath(path)
                    && ConfigLoader.Load(file, _ => "0").File is not null)
                {
                    others++;
                }
            }
            return others;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
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
        {
            Console.Error.WriteLine(problem);
            return ExitCode.Usage;
        }
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
            if (asked.ReadLine()?.Trim() != "yes")
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

    /// <summary>What to do with it, on standard error, so that standard output holds the commands alone.</summary>
    /// <param name="plan">What was set up.</param>
    /// <param name="knownUser">Whether the user is likely there already, with a password of an earlier line.</param>
    private static void Tell(SetupPlan plan, bool knownUser)
    {
        TextWriter output = Console.Error;
        output.WriteLine($"{plan.Path}: written{(plan.StorePassword ? ", for its owner's eyes only" : "")}");
        output.WriteLine();
        if (plan.Router is null)
        {
            output.WriteLine("1. Run the commands below as root.");
            output.WriteLine($"2. wanctl check --router {plan.Path}");
            output.WriteLine($"3. wanctl run {plan.Path}");
        }
        else
        {
            output.WriteLine("1. Paste the commands below into the router's terminal.");
            int step = 2;
            if (!plan.StorePassword && knownUser)
                output.WriteLine($"{step++}. ROUTER_PASSWORD is that of the line before, if it has the same router; "
                    + $"else export ROUTER_PASSWORD={ShellText.Quoted(plan.Password)}");
            else if (!plan.StorePassword)
                output.WriteLine($"{step++}. export ROUTER_PASSWORD={ShellText.Quoted(plan.Password)}");
            if (plan.Tls)
                output.WriteLine($"{step++}. export ROUTER_CERTIFICATE_PIN=...  (the commands print it)");
            output.WriteLine($"{step++}. wanctl check --router {plan.Path}");
            output.WriteLine($"{step}. wanctl run {plan.Path}");
        }
        output.WriteLine();
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
