using System.Globalization;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Setup;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Measure;

/// <summary>
/// The limits of a link's queues on a router. A connection that broke is made anew at the next call.
/// </summary>
/// <param name="link">The link.</param>
/// <param name="dialer">The way to its router.</param>
internal sealed class RouterLimits(LinkSettings link, IRouterDialer dialer) : ILimitHand
{
    private const string Tree = "/queue/tree";
    private const string Simple = "/queue/simple";

    private RouterClient? _client;
    private TargetSide _side;

    /// <inheritdoc/>
    public LimitReading Read() => Try(() =>
    {
        if (link.Router.Queues == QueueKind.Simple)
        {
            RouterRow both = Find(Simple, link.DownloadQueue);
            (long first, long second) = Need(both.RatePair("max-limit"), both, "max-limit");
            (ulong sent, ulong received) = Pair(both);
            return SideOf(both) == TargetSide.Wan
                ? new LimitReading(new RatePair(new Rate(first), new Rate(second)), sent, received)
                : new LimitReading(new RatePair(new Rate(second), new Rate(first)), received, sent);
        }
        RouterRow download = Find(Tree, link.DownloadQueue);
        RouterRow upload = Find(Tree, link.UploadQueue);
        return new LimitReading(new RatePair(Limit(download), Limit(upload)), Bytes(download), Bytes(upload));
    });

    /// <inheritdoc/>
    public (ulong Received, ulong Sent)? ReadInterface(string name) => Try<(ulong, ulong)?>(() =>
    {
        RouterAnswer answer = _client!.Ask(
            "/interface/print", "=.proplist=name,rx-byte,tx-byte", "?name=" + name);
        return answer.Rows is [{ } row] && Number(row["rx-byte"]) is { } received && Number(row["tx-byte"]) is { } sent
            ? (received, sent)
            : null;
    });

    /// <inheritdoc/>
    public void Set(RatePair limits) => Try(() =>
    {
        if (link.Router.Queues == QueueKind.Simple)
        {
            bool wan = SideOf(Find(Simple, link.DownloadQueue)) == TargetSide.Wan;
            Write(Simple, link.DownloadQueue, RouterCommands.Pair(limits.Down, limits.Up, wan));
            return true;
        }
        Write(Tree, link.DownloadQueue, RouterCommands.Digits(limits.Down));
        Write(Tree, link.UploadQueue, RouterCommands.Digits(limits.Up));
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _client?.Dispose();

    private T Try<T>(Func<T> part)
    {
        try
        {
            _client ??= RouterClient.Open(link.Router, dialer);
            return part();
        }
        catch (RouterClientException exception)
        {
            // Half an answer may still be under way in it.
            _client?.Dispose();
            _client = null;
            throw new LimitTroubleException(exception.Message, ExitCode.Unreachable);
        }
    }

    /// <summary>Found at the first reading, before anything is written.</summary>
    private TargetSide SideOf(RouterRow queue)
    {
        if (_side != TargetSide.Unknown)
            return _side;
        TargetVerdict verdict = RouterTargets.Of(link.Target, queue, _client!);
        _side = verdict.Side;
        return _side != TargetSide.Unknown
            ? _side
            : throw new LimitTroubleException(
                $"queue '{queue["name"]}': {verdict.Why}; {RouterTargets.Cure}", ExitCode.Configuration);
    }

    private void Write(string menu, string name, string value)
    {
        RouterAnswer answer = _client!.Ask(menu + "/set", "=.id=" + Find(menu, name)[".id"], "=max-limit=" + value);
        if (answer.Refusal is { } refusal)
        {
            throw new LimitTroubleException(
                $"the router refuses to set {name} to {value}: {refusal}", ExitCode.Unreachable);
        }
    }

    private RouterRow Find(string menu, string name)
    {
        RouterAnswer answer = _client!.Ask(
            menu + "/print", Properties(menu), "?name=" + name);
        string problem = answer.Complaint is { } complaint ? $"the router does not show its queues: {complaint}"
            : answer.Rows.Count == 0 ? $"no queue '{name}' in {menu}"
            : answer.Rows.Count > 1 ? $"{Amount.Of(answer.Rows.Count, "queue")} '{name}' in {menu}"
            : !answer.Rows[0].InUse ? $"the queue '{name}' in {menu} is disabled or invalid: it shapes nothing"
            : "";
        return problem.Length == 0
            ? answer.Rows[0]
            : throw new LimitTroubleException(problem + "; `wanctl check --router` says more", ExitCode.Unreachable);
    }

    private static string Properties(string menu) =>
        $"=.proplist=.id,name,max-limit,bytes,disabled,invalid{(menu == Simple ? ",target,dst" : "")}";

    private static Rate Limit(RouterRow queue) => new(Need(queue.Rate("max-limit"), queue, "max-limit"));

    private static ulong Bytes(RouterRow queue) => Need(Number(queue["bytes"]), queue, "bytes");

    private static (ulong First, ulong Second) Pair(RouterRow queue)
    {
        string[] halves = queue["bytes"].Split('/');
        return halves.Length == 2
            ? (Need(Number(halves[0]), queue, "bytes"), Need(Number(halves[1]), queue, "bytes"))
            : Need<(ulong, ulong)>(null, queue, "bytes");
    }

    private static ulong? Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) ? number : null;

    private static T Need<T>(T? value, RouterRow queue, string key) where T : struct => value
        ?? throw new LimitTroubleException(
            $"queue '{queue["name"]}': {key}: found '{queue[key]}', wanted what RouterOS 7 shows there",
            ExitCode.Unreachable);
}
