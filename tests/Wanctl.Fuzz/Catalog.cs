using Wanctl.Fuzz.Engine;
using Wanctl.Fuzz.Targets;

namespace Wanctl.Fuzz;

/// <summary>All targets.</summary>
internal static class Catalog
{
    /// <summary>One of each, fresh.</summary>
    public static List<FuzzTarget> All() =>
    [
        new SentenceTarget(), new DialogueTarget(), new ValueTarget(), new EchoTarget(), new NetlinkTarget(),
        new HttpTarget(), new JournalTarget(), new ConfigurationTarget(), new RescaleTarget(), new TraceTarget(),
        new TableTarget(), new StateTarget(), new EnvironmentTarget(), new RecordTarget(), new ScriptTarget(),
        new PictureTarget(), new NameAnswerTarget(), new ResolverTarget(), new TimestampTarget(),
        new StampTarget(), new IrttTarget(),
    ];
}
