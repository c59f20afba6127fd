using System.Globalization;
using System.IO;
using System.Linq;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Counting;
using Wanctl.Flavours;
using Wanctl.Host.Cake;
using Wanctl.Host.Router;
using Wanctl.Measure;
using Wanctl.Routing;

namespace Wanctl.Audit;

/// <summary>Reads every router once, this machine's kernel once, and examines each link.</summary>
internal sealed class AuditRun
{
    private readonly Dictionary<RouterSettings, RouterSurvey> _routers = [];
    private readonly HashSet<string> _interfaces = new(StringComparer.Ordinal);
    private KernelSurvey? _kernel;
    private bool _mayChange = true;

    /// <summary>Examines the links in the order of the files, and then what steering needs.</summary>
    /// <exception cref="RouterClientException">A router cannot be asked.</exception>
    /// <exception cref="IOException">The kernel cannot be asked.</exception>
    public IReadOnlyList<LinkAudit> Examine(ConfigSet set)
    {
        (IReadOnlyList<string> paths, IReadOnlyList<WanFile> files) = (set.WanPaths, set.Files);
        foreach (WanFile file in files)
        {
            if (IsKernel(file.Link))
            {
                _interfaces.Add(file.Link.DownloadQueue);
                _interfaces.Add(file.Link.UploadQueue);
            }
        }
        var audits = new List<LinkAudit>();
        for (int i = 0; i < files.Count; i++)
            audits.Add(IsKernel(files[i].Link) ? Kernel(paths[i], files[i]) : Router(paths[i], files[i]));
        if (set.Steering is { Router: { } router } steering)
            audits.Add(Steering(set.SteeringPath, router, steering, [.. files.Select(file => file.Link)]));
        return audits;
    }

    private static bool IsKernel(LinkSettings link) => link.Router.Transport == RouterTransport.LinuxCake;

    private LinkAudit Kernel(string path, WanFile file)
    {
        if (_kernel is null)
        {
            using var reader = new KernelReader();
            _mayChange = reader.MayChange();
            _kernel = reader.Read();
        }
        string rights = _mayChange ? "may change qdiscs" : "may not change qdiscs; `wanctl run` needs CAP_NET_ADMIN";
        using var hand = new KernelLimits(file.Link);
        Passage? passage = CounterRun.Watch(hand, file.Link, file.Link.UploadQueue);
        return new LinkAudit(path, [.. Facts(["this machine's kernel; this user " + rights], passage)],
            CakeAudit.Examine(_kernel, file.Link, LineKind.Find(file.Line), _interfaces, passage));
    }

    private LinkAudit Router(string path, WanFile file)
    {
        RouterSettings router = file.Link.Router;
        if (!_routers.TryGetValue(router, out RouterSurvey? survey))
        {
            survey = RouterSurveyor.Read(router, Dialers.For(router.Transport));
            _routers.Add(router, survey);
        }
        string? pair = RouterAudit.PairFact(survey, file.Link);
        using var hand = new RouterLimits(file.Link, Dialers.For(router.Transport));
        Passage? passage = CounterRun.Watch(hand, file.Link, RouterAudit.WanOf(survey, file.Link));
        string[] facts = [.. Facts(router, survey), .. pair is null ? Array.Empty<string>() : [pair]];
        return new LinkAudit(path, [.. Facts(facts, passage)],
            RouterAudit.Examine(survey, file.Link, LineKind.Find(file.Line), passage)) { Router = survey };
    }

    private static IEnumerable<string> Facts(string[] facts, Passage? passage) =>
        passage is null ? facts : facts.Append(passage.ToString());

    private static LinkAudit Steering(
        string path, RouterSettings router, SteeringSettings steering, IReadOnlyList<LinkSettings> links)
    {
        RoutingTables tables = RoutingReader.Read(
            router, Dialers.For(router.Transport), out IReadOnlyList<string> facts);
        return new LinkAudit(path, facts, SteeringAudit.Examine(tables, steering, links)) { Steers = true };
    }

    private static string[] Facts(RouterSettings router, RouterSurvey survey)
    {
        RouterRow resource = survey.Resource;
        string sectors = RouterAudit.SectorsPerDay(survey) is { } day
            ? string.Create(CultureInfo.InvariantCulture, $", {day:0} a day")
            : "";
        return
        [
            $"router {router.Host}:{router.Port}: '{survey.Identity}', {resource["board-name"]}, "
                + $"RouterOS {resource["version"]}, up {resource["uptime"]}, CPU {resource["cpu-load"]} %",
            string.Create(CultureInfo.InvariantCulture,
                $"API latency of {Amount.Of(survey.Latencies.Count, "request")}: p50 {survey.Latency(0.5):0.00} ms, ")
                + string.Create(CultureInfo.InvariantCulture, $"p99 {survey.Latency(0.99):0.00} ms"),
            "flash: sectors written since it booted: "
                + (resource.Has("write-sect-since-reboot") ? resource["write-sect-since-reboot"] : "unknown") + sectors,
        ];
    }
}
