using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Cake;
using Wanctl.Host.Echo;
using Wanctl.Host.Loop;
using Wanctl.Host.Net;
using Wanctl.Host.Router;
using Wanctl.Host.Tell;
using Wanctl.Wire.Cake.Dialogue;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl;

/// <summary>
/// The one place where the parts are joined: each link gets its senses and its hand, links of one router share its
/// connection, those of this machine's kernel its socket, and the loop gets all of them.
/// </summary>
internal sealed class Composition : IDisposable
{
    private readonly Errands _errands = new();
    private readonly List<Link> _links = [];
    private readonly List<IShaperConnection> _shapers = [];

    /// <summary>Joins the parts.</summary>
    /// <param name="settings">The links, with equal intervals and different names and queues.</param>
    /// <param name="channels">Makes a link's way to its reflectors.</param>
    /// <param name="dialers">Makes the way to a router.</param>
    /// <param name="memories">What each link starts from; may give baselines to the state's reflectors.</param>
    /// <param name="notice">The supervisor.</param>
    /// <param name="events">Where rare happenings go.</param>
    /// <param name="steering">Steering between two of the links, its router filled in; null for none.</param>
    public Composition(
        IReadOnlyList<LinkSettings> settings,
        Func<LinkSettings, IEchoChannel> channels,
        Func<RouterTransport, IRouterDialer> dialers,
        Func<LinkSettings, LinkState> memories,
        IServiceNotice notice,
        EventQueue events,
        SteeringSettings? steering = null)
    {
        if (steering?.Mode == SteeringMode.Off)
            steering = null;
        Dictionary<RouterSettings, RouterDialogue> dialogues = Dialogues(settings, steering);
        var connections = new Dictionary<RouterSettings, RouterConnection>();
        foreach ((RouterSettings router, RouterDialogue dialogue) in dialogues)
        {
            var connection = new RouterConnection(
                router, dialogue, dialers(router.Transport), _errands, events, steering?.RuleInterval);
            connections.Add(router, connection);
            _shapers.Add(connection);
        }
        CakeDialogue kernelDialogue = new(KernelInterfaces(settings));
        var kernel = new CakeConnection(kernelDialogue, events);
        if (kernelDialogue.Queues.Length > 0)
            _shapers.Add(kernel);
        foreach (LinkSettings link in settings)
        {
            IEchoChannel channel = channels(link);
            var probe = new EchoProbe(channel, link.Probe.Timeout, EchoToken.Draw());
            var check = new LineCheck(link.Fallback, link.Probe, _errands);
            IShaperHand hand = link.Router.Transport == RouterTransport.LinuxCake
                ? new CakeHand(kernel, kernelDialogue.Find(link.DownloadQueue), kernelDialogue.Find(link.UploadQueue))
                : HandOf(link, connections[link.Router], dialogues[link.Router]);
            if (link.DryRun)
                hand = new ReadOnlyHand(hand);
            _links.Add(new Link(link, memories(link), channel, probe, check, hand));
        }
        if (steering is { Router: { } rules })
        {
            Steering = new Steering(
                steering, Find(steering.Primary), Find(steering.Alternate), new MangleHand(dialogues[rules]),
                connections[rules]);
        }
        Loop = new ControlLoop(_links, _shapers, notice, events, Steering);
    }

    /// <summary>Steering; null where there is none, or none is wanted.</summary>
    public Steering? Steering { get; }

    /// <summary>The loop.</summary>
    public ControlLoop Loop { get; }

    /// <summary>The links, in the order of the settings.</summary>
    public IReadOnlyList<Link> Links => _links;

    /// <inheritdoc/>
    public void Dispose()
    {
        _errands.Dispose();
        foreach (IShaperConnection shaper in _shapers)
            shaper.Dispose();
        foreach (Link link in _links)
            link.Dispose();
    }

    private Link Find(string name) =>
        _links.Find(link => link.Settings.Name == name)
        ?? throw new ArgumentException($"no link '{name}' to steer", nameof(name));

    /// <summary>
    /// One conversation for each router, about the queues of all its links, and about the rules
    /// of steering.
    /// </summary>
    private static Dictionary<RouterSettings, RouterDialogue> Dialogues(
        IReadOnlyList<LinkSettings> settings, SteeringSettings? steering)
    {
        var names = new Dictionary<RouterSettings, List<string>>();
        foreach (LinkSettings link in settings)
        {
            if (link.Router.Transport == RouterTransport.LinuxCake)
                continue;
            if (!names.TryGetValue(link.Router, out List<string>? queues))
                names.Add(link.Router, queues = []);
            queues.Add(link.DownloadQueue);
            if (link.Router.Queues == QueueKind.Tree)
                queues.Add(link.UploadQueue);
        }
        // A router that only has the rules has no queues to be asked about.
        if (steering?.Router is { } rules)
            names.TryAdd(rules, []);
        var dialogues = new Dictionary<RouterSettings, RouterDialogue>();
        foreach ((RouterSettings router, List<string> queues) in names)
        {
            bool simple = router.Queues == QueueKind.Simple;
            IReadOnlyList<string> comments = router == steering?.Router ? steering.RuleComments : [];
            dialogues.Add(
                router, new RouterDialogue(router.User, router.Password.Reveal(), simple, queues, comments));
        }
        return dialogues;
    }

    /// <summary>The interfaces whose CAKE a link moves, or reads.</summary>
    private static List<string> KernelInterfaces(IReadOnlyList<LinkSettings> settings)
    {
        var names = new List<string>();
        foreach (LinkSettings link in settings)
        {
            if (link.Router.Transport != RouterTransport.LinuxCake)
                continue;
            names.Add(link.DownloadQueue);
            names.Add(link.UploadQueue);
        }
        return names;
    }

    private static IShaperHand HandOf(LinkSettings link, RouterConnection router, RouterDialogue dialogue)
    {
        ShaperQueue down = dialogue.Find(link.DownloadQueue);
        down.Assume(RouterTargets.SideOf(link.Target));
        return link.Router.Queues == QueueKind.Simple
            ? new SimpleHand(router, down)
            : new TreeHand(router, down, dialogue.Find(link.UploadQueue));
    }
}
