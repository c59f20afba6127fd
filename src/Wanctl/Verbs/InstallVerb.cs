using System.IO;
using System.Linq;
using Wanctl.Install;

namespace Wanctl.Verbs;

/// <summary><c>wanctl install</c>: makes wanctl a service of this box.</summary>
internal static class InstallVerb
{
    private const string Usage =
        "wanctl install [--print] [--root DIR] [--init KIND] [--bin PATH] [--no-start | --restart]";

    public static int Execute(string[] args)
    {
        if (!InstallOptions.TryParse("install", args, out InstallOptions options, out string problem))
            return Help.Misused(problem, Usage);
        try
        {
            InstallSite? found = InstallSite.Survey(
                options.Root, options.Init, options.Binary, options.Start, out problem);
            if (found is null)
            {
                Console.Error.WriteLine($"wanctl install: {problem}");
                return ExitCode.NotDone;
            }
            InstallSite site = found with { Restart = options.Restart };
            IReadOnlyList<InstallStep> steps = InstallPlan.Of(site);
            return options.Print ? Print(site, steps) : Install(site, steps);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"wanctl install: {exception.Message}");
            return ExitCode.NotDone;
        }
    }

    private static int Install(InstallSite site, IReadOnlyList<InstallStep> steps)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Console.Error.WriteLine(
                "wanctl install: this needs root: sudo wanctl install (install --print only shows what it would do)");
            return ExitCode.Forbidden;
        }
        bool fine = new Installer(site, Console.Out, Console.Error).Execute(steps);
        Console.Out.WriteLine(Ending(site, fine));
        return fine ? ExitCode.Fine : ExitCode.NotDone;
    }

    private static int Print(InstallSite site, IReadOnlyList<InstallStep> steps)
    {
        Console.Out.WriteLine($"init system: {site.Init.ToString().ToLowerInvariant()} ({site.Evidence})");
        foreach (InstallStep step in steps)
        {
            Console.Out.WriteLine(step);
            if (step.Text.Length > 0)
                Console.Out.WriteLine("    " + step.Text.TrimEnd('\n').ReplaceLineEndings("\n    "));
        }
        Console.Out.WriteLine($"record all that in {Places.MadeList}, for uninstall");
        return ExitCode.Fine;
    }

    /// <summary>What to do next; where files cannot be used, the daemon's own words about them.</summary>
    private static string Ending(InstallSite site, bool fine)
    {
        const string undone = "Not everything could be done; install may be run again.";
        const string empty = $"Nothing runs yet: there is no {Places.Configuration}/*.yaml. Put a file there, see that "
            + "`wanctl check` is content with it, and run `wanctl install` again.";
        // What the service will have: the file first, whatever this shell has set.
        var secrets = new Surroundings(site.Rooted(Places.Environment));
        secrets.Consult();
        string odd = string.Concat(secrets.Faults.Select(fault => $"warning: {fault}\n"));
        if (site.Configs.Count == 0)
            return odd + (fine ? empty : undone);
        ConfigSet set = ConfigSet.Load(site.Configs, name => secrets.Kept(name) ?? secrets.Find(name));
        List<string> lines = [.. set.Problems, .. Unwritable(site, set)];
        string ending = lines.Count == 0 ? "Done." : "Done, but the service cannot run before that is mended.";
        lines.Add(fine ? ending : undone);
        return odd + string.Join('\n', lines);
    }

    /// <summary>The service's user may write in two folders, and in systemd's sandbox there are no others.</summary>
    private static IEnumerable<string> Unwritable(InstallSite site, ConfigSet set)
    {
        if (site.Init == InitSystem.Procd)
            yield break;
        for (int i = 0; i < set.Files.Count; i++)
        {
            foreach ((string key, string path) in ((string, string)[])
                [("lock_file", set.Files[i].Link.LockFile), ("state_file", set.Files[i].Link.StateFile)])
            {
                string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
                // Through /var/run it is the same folder.
                if (folder is not (Places.Run or Places.State or "/var/run/wanctl"))
                {
                    yield return $"{site.Configs[i]}: {key}: found {path}, wanted a file in {Places.Run} (memory) or "
                        + $"{Places.State}: the service may write nowhere else";
                }
            }
        }
    }
}
