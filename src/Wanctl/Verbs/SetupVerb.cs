using System.IO;
using System.Text;
using Wanctl.Config;
using Wanctl.Host.Echo;
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
        if (!TryWrite(plan, text, options.Has("--force"), asked, out problem))
        {
            Console.Error.WriteLine(problem);
            return ExitCode.Usage;
        }
        Tell(plan);
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

    private static bool TryWrite(SetupPlan plan, string text, bool force, TextReader? asked, out string problem)
    {
        problem = "";
        bool there = File.Exists(plan.Path);
        if (there && !force)
        {
            problem = $"{plan.Path}: is there already; --force overwrites it, --out FILE names another";
            if (asked is null)
                return false;
            Console.Error.Write($"{plan.Path} is there already. Overwrite it? (yes/no) [no] ");
            if (asked.ReadLine()?.Trim() != "yes")
                return false;
        }
        try
        {
            // The mode must be right before the secret is in the file, and an old file keeps its own.
            if (there)
                File.SetUnixFileMode(plan.Path, plan.StorePassword ? OwnerOnly : Everybody);
            using var stream = new FileStream(plan.Path, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = plan.StorePassword ? OwnerOnly : Everybody,
            });
            stream.Write(Encoding.UTF8.GetBytes(text));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{plan.Path}: cannot be written: {exception.Message}";
            return false;
        }
    }

    /// <summary>What to do with it, on standard error, so that standard output holds the commands alone.</summary>
    private static void Tell(SetupPlan plan)
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
            if (!plan.StorePassword)
                output.WriteLine($"{step++}. export ROUTER_PASSWORD={Shell(plan.Password)}");
            if (plan.Tls)
                output.WriteLine($"{step++}. export ROUTER_CERTIFICATE_PIN=...  (the commands print it)");
            output.WriteLine($"{step++}. wanctl check --router {plan.Path}");
            output.WriteLine($"{step}. wanctl run {plan.Path}");
        }
        output.WriteLine();
    }

    private static string Shell(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>Letters and digits alone, which every quoting leaves as they are; 24 of 62 are 142 bits.</summary>
    private static string RandomPassword() => string.Create(24, 0, static (letters, _) =>
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        // A draw of 64 bits favours no letter by more than 2^-58.
        for (int i = 0; i < letters.Length; i++)
            letters[i] = Alphabet[(int)(EchoToken.Draw() % (ulong)Alphabet.Length)];
    });
}
