using System.IO;
using Wanctl.Audit;

namespace Wanctl.Tests.Audit;

/// <summary>The last line of each audit: whose it is, and what comes of it.</summary>
public sealed class AuditReportTests
{
    [Theory]
    [InlineData(false, null, "the kernel has what the link needs")]
    [InlineData(false, AuditSeverity.Warning, "the link can be shaped; 0 errors, 1 warning, 0 notices")]
    [InlineData(false, AuditSeverity.Error, "the link is not shaped as it is; 1 error, 0 warnings, 0 notices")]
    [InlineData(true, null, "the router has what steering needs")]
    [InlineData(true, AuditSeverity.Notice, "steering can work; 0 errors, 0 warnings, 1 notice")]
    [InlineData(true, AuditSeverity.Error, "steering does not work as it is; 1 error, 0 warnings, 0 notices")]
    internal void A_verdict_says_what_it_is_about(bool steers, AuditSeverity? found, string verdict)
    {
        AuditFinding[] findings = found is { } severity ? [new(severity, "it", "this", "that", [])] : [];
        using var output = new StringWriter { NewLine = "\n" };
        AuditReport.Print([new LinkAudit("my.yaml", [], findings) { Steers = steers }], output);
        Assert.EndsWith($"my.yaml: {verdict}\n", output.ToString(), StringComparison.Ordinal);
    }
}
