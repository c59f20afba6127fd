using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Alerts;

/// <summary>The alert rules, judged by Prometheus' own tool.</summary>
public partial class AlertRuleTests
{
    private const string Cases = "alerts.test.yaml";

    [Fact]
    public async Task Each_alert_fires_where_it_should_and_stays_silent_where_it_should_not()
    {
        using var folder = new TemporaryFolder();
        File.Copy(RulesFile, folder["alerts.yaml"]);
        File.Copy(CasesFile, folder[Cases]);
        var start = new ProcessStartInfo(Promtool(), ["test", "rules", Cases])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process tool = Process.Start(start)!;
        Task<string> errors = tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(tool.WaitForExit(TimeSpan.FromSeconds(30)), "promtool did not end");
        Assert.True(tool.ExitCode == 0, output + await errors);
    }

    [Fact]
    public void Each_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not()
    {
        string rules = File.ReadAllText(RulesFile);
        string cases = File.ReadAllText(CasesFile);
        foreach (Match alert in Alert().Matches(rules))
        {
            string name = Regex.Escape(alert.Groups["name"].Value);
            Assert.Matches($@"alertname: {name}\s+exp_alerts: \[\]", cases);
            Assert.Matches($@"alertname: {name}\s+exp_alerts:\s+- exp_labels", cases);
        }
        Assert.InRange(Alert().Count(rules), 9, 100);
    }

    private static string RulesFile => Path.Combine(Artifacts.Repository, "configs", "grafana", "alerts.yaml");

    private static string CasesFile =>
        Path.Combine(Artifacts.Repository, "tests", "Wanctl.System", "Alerts", Cases);

    private static string Promtool()
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            string program = Path.Combine(folder, "promtool");
            if (File.Exists(program))
                return program;
        }
        Assert.Skip("promtool is not installed (Debian's package prometheus)");
        return "";
    }

    [GeneratedRegex("- alert: (?<name>[A-Za-z]+)")]
    private static partial Regex Alert();
}
