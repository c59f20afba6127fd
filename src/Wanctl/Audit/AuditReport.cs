using System.IO;
using System.Text.Json;
using Wanctl.Core.Units;

namespace Wanctl.Audit;

/// <summary>Prints audits for people and for scripts.</summary>
internal static class AuditReport
{
    /// <summary>Prints each finding with the commands that mend it.</summary>
    public static void Print(IReadOnlyList<LinkAudit> audits, TextWriter output)
    {
        IReadOnlyList<string> before = [];
        foreach (LinkAudit audit in audits)
        {
            // Links of one router share its facts.
            if (!SameLines(audit.Facts, before))
            {
                foreach (string fact in audit.Facts)
                    output.WriteLine(fact);
            }
            before = audit.Facts;
            foreach (AuditFinding finding in audit.Findings)
            {
                output.WriteLine($"{audit.Path}: {finding}");
                foreach (string command in finding.Commands)
                    output.WriteLine("    " + command);
            }
            output.WriteLine($"{audit.Path}: {Verdict(audit)}");
        }
    }

    /// <summary>Writes an array of links with their findings.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LinkAudit> audits)
    {
        json.WriteStartArray("audit");
        foreach (LinkAudit audit in audits)
        {
            json.WriteStartObject();
            json.WriteString("path", audit.Path);
            json.WriteBoolean("sound", audit.Sound);
            if (audit.Router is { } router)
                Write(json, router);
            json.WriteStartArray("findings");
            foreach (AuditFinding finding in audit.Findings)
                Write(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RouterSurvey router)
    {
        json.WriteStartObject("router");
        json.WriteString("identity", router.Identity);
        json.WriteString("board", router.Resource["board-name"]);
        json.WriteString("version", router.Resource["version"]);
        json.WriteString("uptime", router.Resource["uptime"]);
        json.WriteString("cpu_load", router.Resource["cpu-load"]);
        json.WriteString("write_sectors_since_reboot", router.Resource["write-sect-since-reboot"]);
        json.WriteNumber("api_requests", router.Latencies.Count);
        json.WriteNumber("api_p50_ms", Math.Round(router.Latency(0.5), 3));
        json.WriteNumber("api_p99_ms", Math.Round(router.Latency(0.99), 3));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
        json.WriteString("subject", finding.Subject);
        json.WriteString("found", finding.Found);
        json.WriteString("wanted", finding.Wanted);
        json.WriteStartArray("commands");
        foreach (string command in finding.Commands)
            json.WriteStringValue(command);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Verdict(LinkAudit audit)
    {
        string what = audit.Router is null && !audit.Steers ? "the kernel" : "the router";
        if (audit.Findings.Count == 0)
            return $"{what} has what {(audit.Steers ? "steering" : "the link")} needs";
        int errors = 0, warnings = 0;
        foreach (AuditFinding finding in audit.Findings)
        {
            errors += finding.Severity == AuditSeverity.Error ? 1 : 0;
            warnings += finding.Severity == AuditSeverity.Warning ? 1 : 0;
        }
        string counted = $"{Amount.Of(errors, "error")}, {Amount.Of(warnings, "warning")}, "
            + Amount.Of(audit.Findings.Count - errors - warnings, "notice");
        string verdict = (audit.Steers, audit.Sound) switch
        {
            (false, true) => "the link can be shaped",
            (false, false) => "the link is not shaped as it is",
            (true, true) => "steering can work",
            (true, false) => "steering does not work as it is",
        };
        return $"{verdict}; {counted}";
    }

    private static bool SameLines(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        if (lines.Count != others.Count)
            return false;
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i] != others[i])
                return false;
        }
        return true;
    }
}
