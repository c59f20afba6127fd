using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Release;

/// <summary>Restores the ceilings of a link's queues on a router, and reads them back.</summary>
/// <param name="client">The router.</param>
/// <param name="write">False for a look only.</param>
internal sealed class RouterRelease(RouterClient client, bool write)
{
    private const string Simple = "/queue/simple";

    /// <summary>Restores both directions; what cannot be restored is in the answer.</summary>
    /// <exception cref="RouterClientException">The connection broke.</exception>
    public IEnumerable<ReleasedLimit> Release(string path, LinkSettings link)
    {
        if (link.Router.Queues == QueueKind.Simple)
        {
            yield return Restore(path, link);
            yield break;
        }
        yield return Restore(path, "/queue/tree", link.DownloadQueue, link.Download.Ceiling);
        yield return Restore(path, "/queue/tree", link.UploadQueue, link.Upload.Ceiling);
    }

    /// <summary>A simple queue, where it is known which half of its pair is the download.</summary>
    private ReleasedLimit Restore(string path, LinkSettings link)
    {
        Rate down = link.Download.Ceiling, up = link.Upload.Ceiling;
        var limit = new ReleasedLimit(path, link.DownloadQueue, down, null, null, null);
        if (Find(Simple, link.DownloadQueue, out string problem) is not { } queue)
            return limit with { Problem = problem };
        TargetVerdict verdict = RouterTargets.Of(link.Target, queue, client);
        if (verdict.Side == TargetSide.Unknown)
            return limit with { Problem = $"nothing is written: {verdict.Why}; {RouterTargets.Cure}" };
        bool wan = verdict.Side == TargetSide.Wan;
        return Restore(limit, Simple, queue, RouterCommands.Pair(down, up, wan), wan);
    }

    private ReleasedLimit Restore(string path, string menu, string name, Rate ceiling)
    {
        var limit = new ReleasedLimit(path, name, ceiling, null, null, null);
        return Find(menu, name, out string problem) is { } queue
            ? Restore(limit, menu, queue, RouterCommands.Digits(ceiling), wan: false)
            : limit with { Problem = problem };
    }

    private ReleasedLimit Restore(ReleasedLimit limit, string menu, RouterRow queue, string value, bool wan)
    {
        if (Matches(queue, value))
            return limit with { Before = limit.Ceiling };
        limit = limit with { Before = DownOf(queue, wan) };
        if (!write)
            return limit;
        RouterAnswer answer = client.Ask(menu + "/set", "=.id=" + queue[".id"], "=max-limit=" + value);
        if (answer.Refusal is { } refusal)
            return limit with { Problem = "the router refuses: " + refusal };
        if (Find(menu, limit.Queue, out string problem) is not { } again)
            return limit with { Problem = "not verified: " + problem };
        return Matches(again, value)
            ? limit with { After = limit.Ceiling }
            : limit with
            {
                After = DownOf(again, wan),
                Problem = $"it reads back as {again["max-limit"]}: does somebody else set it?",
            };
    }

    private RouterRow? Find(string menu, string name, out string problem)
    {
        string target = menu == Simple ? ",target,dst" : "";
        RouterAnswer answer = client.Ask(
            menu + "/print", "=.proplist=.id,name,max-limit,disabled,invalid" + target, "?name=" + name);
        problem = answer.Complaint is { } complaint ? $"the router does not show its queues: {complaint}"
            : answer.Rows.Count == 0 ? $"no such queue in {menu}; `wanctl check --router` says more"
            : answer.Rows.Count > 1 ? $"{Amount.Of(answer.Rows.Count, "queue")} of this name in {menu}"
            : "";
        return problem.Length == 0 ? answer.Rows[0] : null;
    }

    /// <summary>Whether the queue has the limits that a value of ours would set.</summary>
    private static bool Matches(RouterRow queue, string value)
    {
        var wanted = new RouterRow(("max-limit", value));
        return queue.RatePair("max-limit") is { } pair
            ? pair == wanted.RatePair("max-limit")
            : queue.Rate("max-limit") is { } rate && rate == wanted.Rate("max-limit");
    }

    private static Rate? DownOf(RouterRow queue, bool wan) => queue.RatePair("max-limit") is { } pair
        ? new Rate(wan ? pair.First : pair.Second)
        : queue.Rate("max-limit") is { } rate ? new Rate(rate) : null;
}
