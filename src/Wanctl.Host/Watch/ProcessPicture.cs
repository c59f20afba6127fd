using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Time;

namespace Wanctl.Host.Watch;

/// <summary>Everything that can be told of a running process: its links, its loop, its steering.</summary>
public sealed class ProcessPicture
{
    private readonly LinkPicture[] _links;
    private readonly Func<LoopFigures> _figures;
    private readonly Func<SteeringFacts?> _steering;

    /// <summary>Makes a picture that follows from now on.</summary>
    /// <param name="links">The links, in the order of the configuration.</param>
    /// <param name="figures">How the loop is doing; may be asked from any thread.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="steering">What is told of steering; null where nothing steers. Any thread may ask.</param>
    public ProcessPicture(
        IReadOnlyList<Link> links, Func<LoopFigures> figures, string version, Func<SteeringFacts?>? steering = null)
    {
        _links = new LinkPicture[links.Count];
        for (int i = 0; i < _links.Length; i++)
            _links[i] = new LinkPicture(links[i]);
        _figures = figures;
        _steering = steering ?? (static () => null);
        Version = version;
        Started = Clock.Now();
    }

    /// <summary>The links, in the order of the configuration.</summary>
    public IReadOnlyList<LinkPicture> Links => _links;

    /// <summary>How the loop is doing.</summary>
    public LoopFigures Figures => _figures();

    /// <summary>How steering is doing; null where nothing steers.</summary>
    public SteeringFacts? Steering => _steering();

    /// <summary>The program's version.</summary>
    public string Version { get; }

    /// <summary>When the process began to be watched.</summary>
    public Instant Started { get; }

    /// <summary>Follows all journals to their ends.</summary>
    public void Follow()
    {
        foreach (LinkPicture link in _links)
            link.Follow();
    }
}
