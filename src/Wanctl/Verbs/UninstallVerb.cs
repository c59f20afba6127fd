using System.IO;
using Wanctl.Install;

namespace Wanctl.Verbs;

/// <summary><c>wanctl uninstall</c>: removes what install has made.</summary>
internal static class UninstallVerb
{
    private const string Usage = "wanctl uninstall [--purge] [--print] [--root DIR] [--init KIND]";

    public static int Execute(string[] args)
    {
        if (!InstallOptions.TryParse("uninstall", args, out InstallOptions options, out string problem))
            return Help.Misused(problem, Usage);
        try
        {
            // Where nobody starts services nothing is to be stopped, and files can be removed all the same.
            InitSystem init = options.Init ?? InitProbe.Find(options.Root, out _)
                ?? (File.Exists(InitProbe.Rooted(options.Root, Places.Script(InitSystem.Systemd)))
                    ? InitSystem.Systemd : InitSystem.SysV);
            return Execute(options, InstallSite.Survey(options.Root, init, null, start: false, out problem)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"wanctl uninstall: {exception.Message}");
            return ExitCode.NotDone;
        }
    }

    private static int Execute(InstallOptions options, InstallSite site)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Console.Error.WriteLine("wanctl uninstall: this needs root: sudo wanctl uninstall");
            return ExitCode.Forbidden;
        }
        var uninstaller = new Uninstaller(site, options.Purge, Console.Out, Console.Error);
        if (!options.Print)
            return uninstaller.Execute() ? ExitCode.Fine : ExitCode.NotDone;
        foreach (string line in uninstaller.Plan())
            Console.Out.WriteLine(line);
        return ExitCode.Fine;
    }
}
