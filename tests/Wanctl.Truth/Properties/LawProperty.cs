using Wanctl.Core.Settings;

namespace Wanctl.Truth.Properties;

/// <summary>What must hold of a law on any line.</summary>
/// <param name="Name">Lower-case words with hyphens, for the command line.</param>
/// <param name="Sentence">What holds.</param>
/// <param name="Run">Holds a law to it on the line of a seed; null where it holds, else what happened.</param>
internal sealed record LawProperty(string Name, string Sentence, Func<RateLawKind, int, string?> Run)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LawProperty> All { get; } =
    [
        new("bounds", "rates stay within floor and ceiling, and no number is lost", OpenProperties.Bounds),
        new("no-rise", "no rate rises while its queue grows", OpenProperties.NoRise),
        new("silence", "silence holds every rate", OpenProperties.Silence),
        new("told", "a rate that falls or rises says so", OpenProperties.Told),
        new("replay", "the same observations give the same decisions", OpenProperties.Replay),
        new("path", "a path of another length lets both limits go within ten seconds", ClosedProperties.Path),
        new("slow-counters", "counters that are refreshed seldom keep no limit waiting", ClosedProperties.SlowCounters),
        new("passing-delay", "a delay that goes by itself leaves no limit at its floor", ClosedProperties.PassingDelay),
        new("deaf-shaper", "a shaper that takes no limit keeps nothing waiting", ClosedProperties.DeafShaper),
        new("reload", "a buffer that stands full at a reload is taken for no path", ClosedProperties.Reload),
        new("some-reflectors", "a longer path to some reflectors keeps nobody from climbing",
            ClosedProperties.SomeReflectors),
        new("full-and-calm", "who is full and calm climbs, whatever the other one is doing",
            ClosedProperties.FullAndCalm),
        new("constant", "a constant line is left alone: six changes a minute at most, after a minute",
            ClosedProperties.Constant),
    ];

    /// <summary>The property of a name.</summary>
    public static LawProperty Of(string name)
    {
        foreach (LawProperty property in All)
        {
            if (property.Name == name)
                return property;
        }
        throw new ArgumentOutOfRangeException(nameof(name), name, "there is no such property");
    }
}
