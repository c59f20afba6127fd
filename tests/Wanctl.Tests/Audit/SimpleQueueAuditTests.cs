using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Host.Net;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Audit;

/// <summary>What an audit says about the side of a simple queue's target.</summary>
public sealed class SimpleQueueAuditTests : IDisposable
{
    private readonly RouterKit _kit = new(RouterKit.Cable);

    public SimpleQueueAuditTests()
    {
        _kit.World.Add("/queue/simple", ("name", "both"), ("target", "ether1"), ("max-limit", "940000000/38000000"),
            ("queue", "wanctl-cable-down/wanctl-cable-up"), ("bucket-size", "0.01/0.01"));
        Assert.Null(_kit.Console.Run("/ip/firewall/filter/disable [find action=fasttrack-connection]",
            Wanctl.Simulation.RouterOs.RouterOsServer.Now));
    }

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void A_target_that_nobody_can_tell_is_an_error_with_the_key()
    {
        AuditFinding found = Assert.Single(_kit.Audit(Link(QueueTarget.Auto)));
        Assert.Equal(AuditSeverity.Error, found.Severity);
        Assert.Contains("ether1 may be the WAN or the LAN", found.Found, StringComparison.Ordinal);
        Assert.Contains("it looks like the WAN", found.Found, StringComparison.Ordinal);
        Assert.StartsWith("queues.target: lan", found.Wanted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueueTarget.Auto, true)]
    [InlineData(QueueTarget.Wan, true)]
    [InlineData(QueueTarget.Wan, false)]
    public void A_target_that_is_the_WAN_is_as_good_with_its_types_the_other_way_round(QueueTarget said, bool route)
    {
        if (route)
            _kit.World.Add("/ip/route", ("gateway", "192.0.2.1"), ("immediate-gw", "192.0.2.1%ether1"));
        Assert.Empty(_kit.Audit(Link(said)));
        Assert.Contains("so that its pairs are download/upload", RouterAudit.PairFact(
            RouterSurveyor.Read(_kit.Router, new PlainDialer()), Link(said)), StringComparison.Ordinal);
        _kit.Change("/queue/simple", "both", "queue", "wanctl-cable-up/wanctl-cable-down");
        Assert.Equal(2, _kit.Audit(Link(said)).Count);
        _kit.Change("/queue/simple", "both", "max-limit", "0/0");
        Assert.Contains(_kit.Audit(Link(said)), one => one.Commands is [{ } command]
            && command.EndsWith("max-limit=940000000/38000000", StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_that_contradicts_the_router_is_an_error()
    {
        _kit.World.Add("/ip/route", ("gateway", "ether1"));
        AuditFinding found = Assert.Single(_kit.Audit(Link(QueueTarget.Lan)), one => one.Subject == "both");
        Assert.Equal(AuditSeverity.Error, found.Severity);
        Assert.Contains("queues.target: lan takes them for upload/download", found.Found, StringComparison.Ordinal);
    }

    private LinkSettings Link(QueueTarget said) => _kit.Link with
    {
        DownloadQueue = "both", UploadQueue = "both", Router = _kit.Router with { Queues = QueueKind.Simple },
        Target = said,
    };
}
