using System.Linq;
using System.Text;
using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Measure;
using Wanctl.Release;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Audit;

/// <summary>Names as RouterOS allows them, through every verb that a queue's name passes.</summary>
public sealed class QueueNameTests : IDisposable
{
    private readonly RouterKit _kit = new(RouterKit.Cable);

    public void Dispose() => _kit.Dispose();

    [Theory]
    [InlineData("speed stabilizer")]
    [InlineData("00. TOTAL-GLOBAL")]
    [InlineData("hs-<hotspot>")]
    [InlineData("Загрузка")]
    [InlineData("Загрузка с очень длинным именем, которое не помещается в одну строку терминала")]
    [InlineData("Büro & Gäste (2)")]
    [InlineData("a/b\\c$d?e[f]{g};h=i,j'k\"l")]
    [InlineData("two  blanks and more  of them so that a fold may come between  two  blanks  of  a  name")]
    [InlineData(" edges ")]
    [InlineData("雪 🙂")]
    public void A_queue_of_any_name_is_made_found_measured_and_released(string name)
    {
        LinkSettings link = _kit.Link with { DownloadQueue = name };
        AuditFinding missing = Assert.Single(_kit.Audit(link), one => one.Subject == name);
        _kit.World.Delete("/queue/tree", _kit.Link.DownloadQueue, "admin", RouterOsServer.Now);
        foreach (string command in missing.Commands)
            Assert.Null(_kit.Console.Run(command, RouterOsServer.Now));
        Assert.DoesNotContain(_kit.Audit(link), one => one.Severity != AuditSeverity.Notice);

        using (var limits = new RouterLimits(link, new PlainDialer()))
        {
            limits.Set(new RatePair(Rate.FromMbps(100), Rate.FromMbps(10)));
            Assert.Equal(Rate.FromMbps(100), limits.Read().Limits.Down);
        }
        string script = SafetyNet.Script([(name, Rate.FromMbps(200))]);
        Assert.Null(_kit.Console.Run(script, RouterOsServer.Now));
        Assert.Equal("200000000", Read(name));
        Assert.Null(_kit.Console.Run(SafetyNet.Schedule("odd", [(name, Rate.FromMbps(200))]), RouterOsServer.Now));
        Assert.Equal(script, _kit.World.Read("/system/scheduler", "wanctl-dead-man-odd", "on-event"));

        using RouterClient client = _kit.Open();
        Assert.True(new RouterRelease(client, write: true).Release("x.yaml", link).All(limit => limit.Fine));
        Assert.Equal("940000000", Read(name));
    }

    [Fact]
    public void A_name_that_is_the_same_in_another_code_page_is_said_to_be()
    {
        _kit.Change("/queue/tree", _kit.Link.DownloadQueue, "name", "B\u00FCro");
        AuditFinding found = Assert.Single(
            _kit.Audit(_kit.Link with { DownloadQueue = "Büro" }), one => one.Subject == "Büro");
        Assert.Contains("is the same in Windows-1252 (Latin-1) and is no UTF-8", found.Found, StringComparison.Ordinal);
    }

    /// <summary>The simulated router keeps a byte as a character.</summary>
    private string? Read(string name) =>
        _kit.World.Read("/queue/tree", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(name)), "max-limit");
}
