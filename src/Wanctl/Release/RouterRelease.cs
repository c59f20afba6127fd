using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Setup;

namespace Wanctl.Release;

/// <summary>Restores the ceilings of a link's queues on a router, and reads them back.</summary>
/// <param name="client">The router.</param>
/// <param name="write">False for a look only.</param>
internal sealed class RouterRelease(RouterClient client, bool write)
{
    /// <summary>Restores both directions; what cannot be restored is in the answer.</summary>
    /// <exception cref="RouterClientException">The connection broke.</exception>
    public IEnumerable<ReleasedLimit> Release(string path, LinkSettings link)
    {
        if (link.Router.Queues == QueueKind.Simple)
        {
            yield return Restore(path, "/queue/simple", link.DownloadQueue, link.Download.Ceiling, link.Upload.Ceiling);
            yield break;
        }
        yield return Restore(path, "/queue/tree", link.DownloadQueue, link.Download.Ceiling, null);
        yield return Restore(path, "/queue/tree", link.UploadQueue, link.Upload.Ceiling, null);
    }

    /// <summary>One queue; a simple one has the upload's ceiling too.</summary>
    private ReleasedLimit Restore(string path, string menu, string name, Rate ceiling, Rate? upload)
    {
        var limit = new ReleasedLimit(path, name, ceiling, null, null, null);
        if (Find(menu, name, out string problem) is not { } queue)
            return limit with { Problem = problem };
        if (Matches(queue, ceiling, upload, out Rate? before))
            return limit with { Before = ceiling };
        limit = limit with { Before = before };
        if (!write)
            return limit;
        string value = upload is { } up ? RouterCommands.Digits(up, ceiling) : RouterCommands.Digits(ceiling);
        RouterAnswer answer = client.Ask(menu + "/set", "=.id=" + queue[".id"], "=max-limit=" + value);
        if (answer.Refusal is { } refusal)
            return limit with { Problem = "the router refuses: " + refusal };
        if (Find(menu, name, out problem) is not { } again)
            return limit with { Problem = "not verified: " + problem };
        bool restored = Matches(again, ceiling, upload, out Rate? after);
        return restored
            ? limit with { After = ceiling }
            : limit with
            {
                After = after, Problem = $"it reads back as {again["max-limit"]}: does somebody else set it?",
            };
    }

    private RouterRow? Find(string menu, string name, out string problem)
    {
        RouterAnswer answer = client.Ask(
            menu + "/print", "=.proplist=.id,name,max-limit,disabled,invalid", "?name=" + name);
        problem = answer.Complaint is { } complaint ? $"the router does not show its queues: {complaint}"
            : answer.Rows.Count == 0 ? $"no such queue in {menu}; `wanctl check --router` says more"
            : answer.Rows.Count > 1 ? $"{answer.Rows.Count} queues of this name in {menu}"
            : "";
        return problem.Length == 0 ? answer.Rows[0] : null;
    }

    private static bool Matches(RouterRow queue, Rate ceiling, Rate? upload, out Rate? down)
    {
        if (upload is not { } up)
        {
            down = queue.Rate("max-limit") is { } rate ? new Rate(rate) : null;
            return down == ceiling;
        }
        (long Upload, long Download)? pair = queue.RatePair("max-limit");
        down = pair is { } both ? new Rate(both.Download) : null;
        return pair is { } found && found.Upload == up.BitsPerSecond && down == ceiling;
    }
}
