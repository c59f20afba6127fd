using System.IO;
using System.Linq;
using Wanctl.Audit;
using Wanctl.Check;
using Wanctl.Core.Units;
using Wanctl.Host.Router;

namespace Wanctl.Verbs;

/// <summary>
/// <c>wanctl check</c>: what would run and whether it fits together, or every problem; with <c>--router</c> what the
/// router or the kernel has for it. Changes nothing.
/// </summary>
internal static class CheckVerb
{
    public static int Execute(string[] args)
    {
        if (!CheckOptions.TryParse(args, out CheckOptions options, out string misuse))
            return Help.Misused(misuse, CheckOptions.Usage);
        IReadOnlyList<string> given = ConfigPaths.OrUsual(options.Paths, "check", out string missing);
        if (missing.Length > 0)
            return Help.Misused(missing, CheckOptions.Usage);
        if (!ConfigPaths.TryExpand(given, out string[] paths, out string unusable))
        {
            Console.Error.WriteLine(unusable);
            return ExitCode.Configuration;
        }
        options = options with { Paths = paths };
        var surroundings = new Surroundings();
        // The service reads the file in any case: what is odd in it is told even where nothing here needs it.
        surroundings.Consult();
        ConfigSet set = ConfigSet.Load(options.Paths, surroundings);
        if (set.Problems.Count == 0)
            set = set.With(FileUses.Problems(options.Paths, set, []));
        IReadOnlyList<ConsistencyRow> rows = set.Loaded.Count > 0 ? ConsistencyTable.Of(set.Loaded, set.Steering) : [];
        if (!options.Json)
            PrintPlain(options, set, rows);
        int code = set.Problems.Count > 0 ? ExitCode.Configuration
            : rows.Any(row => row.Verdict == RowVerdict.Wrong) ? ExitCode.Unsound : ExitCode.Fine;
        IReadOnlyList<LinkAudit>? audits = null;
        string? trouble = null;
        if (options.Router && set.Problems.Count == 0)
            code = Math.Max(code, Audit(options, set, out audits, out trouble));
        if (options.Json)
            WriteJson(options, set, rows, audits, trouble);
        else if (trouble is not null)
            Console.Error.WriteLine(trouble);
        return code;
    }

    private static void PrintPlain(CheckOptions options, ConfigSet set, IReadOnlyList<ConsistencyRow> rows)
    {
        foreach (string warning in set.Warnings)
            Console.Error.WriteLine("warning: " + warning);
        foreach (string problem in set.Problems)
            Console.Error.WriteLine(problem);
        if (set.Problems.Count > 0)
            Console.Error.WriteLine(Amount.Of(set.Problems.Count, "problem"));
        else
        {
            CheckReport.PrintFiles(options, set, Console.Out);
            CheckReport.PrintMachine(set, Console.Out);
        }
        // A clash between files shows best in the table; of files that cannot be read there is none.
        if (rows.Count > 0)
            CheckReport.PrintTable(rows, Console.Out);
    }

    private static int Audit(
        CheckOptions options, ConfigSet set, out IReadOnlyList<LinkAudit>? audits, out string? trouble)
    {
        audits = null;
        trouble = null;
        try
        {
            audits = new AuditRun().Examine(set);
        }
        catch (RouterClientException exception)
        {
            trouble = exception.Message;
            return ExitCode.Unreachable;
        }
        catch (IOException exception)
        {
            trouble = exception.Message;
            return ExitCode.Forbidden;
        }
        if (!options.Json)
        {
            Console.Out.WriteLine();
            AuditReport.Print(audits, Console.Out);
        }
        return audits.All(audit => audit.Sound) ? ExitCode.Fine : ExitCode.Unsound;
    }

    private static void WriteJson(
        CheckOptions options,
        ConfigSet set,
        IReadOnlyList<ConsistencyRow> rows,
        IReadOnlyList<LinkAudit>? audits,
        string? trouble)
    {
        using Stream output = Console.OpenStandardOutput();
        CheckReport.WriteJson(output, options, set, rows, audits, trouble);
        output.Write("\n"u8);
    }
}
