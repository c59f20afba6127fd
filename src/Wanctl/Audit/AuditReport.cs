using System.IO;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Host.Cake;

namespace Wanctl.Audit;

/// <summary>
/// Audits the links of some files and prints what was found, each finding with the commands that mend it.
/// </summary>
internal static class AuditReport
{
    /// <summary>Reads the kernel once and examines all links; returns the exit code.</summary>
    public static int Print(
        IReadOnlyList<string> paths, IReadOnlyList<WanFile> files, TextWriter output, TextWriter errors)
    {
        var configured = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < files.Count; i++)
        {
            LinkSettings link = files[i].Link;
            if (link.Router.Transport != RouterTransport.LinuxCake)
            {
                errors.WriteLine($"{paths[i]}: router.transport: found RouterOS, wanted linux-cake: "
                    + "--router audits this machine's kernel");
                return ExitCode.Usage;
            }
            configured.Add(link.DownloadQueue);
            configured.Add(link.UploadQueue);
        }
        try
        {
            using var reader = new KernelReader();
            bool permitted = reader.MayChange();
            if (!permitted)
                errors.WriteLine("warning: this user may not change qdiscs; `wanctl run` needs CAP_NET_ADMIN");
            KernelSurvey survey = reader.Read();
            bool sound = true;
            for (int i = 0; i < files.Count; i++)
            {
                var line = LineKind.Find(files[i].Line);
                sound &= Print(paths[i], CakeAudit.Examine(survey, files[i].Link, line, configured), output);
            }
            return sound ? ExitCode.Fine : ExitCode.Unsound;
        }
        catch (IOException exception)
        {
            errors.WriteLine(exception.Message);
            return ExitCode.Forbidden;
        }
    }

    /// <summary>False where a link is not shaped, or not by wanctl.</summary>
    private static bool Print(string path, IReadOnlyList<AuditFinding> findings, TextWriter output)
    {
        bool sound = true;
        foreach (AuditFinding finding in findings)
        {
            output.WriteLine($"{path}: {finding}");
            foreach (string command in finding.Commands)
                output.WriteLine("    " + command);
            sound &= finding.Severity != AuditSeverity.Error;
        }
        if (findings.Count == 0)
            output.WriteLine($"{path}: the kernel has what the link needs");
        return sound;
    }
}
