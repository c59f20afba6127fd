using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>Finds where the target of a simple queue lies, for verbs that people wait for.</summary>
public static class RouterTargets
{
    /// <summary>What to write where it cannot be told.</summary>
    public const string Cure = "write queues.target: lan or queues.target: wan in the configuration";

    /// <summary>The menu's path as text.</summary>
    public static string Path(TargetMenu menu) => Encoding.UTF8.GetString(TargetQuestions.Path(menu));

    /// <summary>Reads the facts; a menu that the router does not show is noted in them.</summary>
    /// <exception cref="RouterClientException">The connection broke.</exception>
    public static TargetFacts Read(RouterClient client)
    {
        var facts = new TargetFacts();
        for (int i = 0; i < TargetQuestions.Count; i++)
        {
            var menu = (TargetMenu)i;
            RouterAnswer answer = client.Ask(Words(menu));
            if (answer.Complaint is { } complaint)
                facts.Miss(menu, complaint);
            string key = Encoding.UTF8.GetString(TargetQuestions.Key(menu));
            string value = Encoding.UTF8.GetString(TargetQuestions.Value(menu));
            foreach (RouterRow row in answer.Rows)
            {
                if (!row.Says("disabled"))
                    facts.Add(menu, row[key], row[value]);
            }
        }
        return facts;
    }

    /// <summary>What the configuration says, or else what the facts tell about a row of <c>/queue/simple</c>.</summary>
    public static TargetVerdict Of(QueueTarget configured, RouterRow queue, TargetFacts facts) =>
        SideOf(configured) is var side and not TargetSide.Unknown
            ? new TargetVerdict(side, "queues.target says so")
            : new TargetJudge(facts).Judge(queue["target"], queue["dst"]);

    /// <summary>The same, asking the router only where the configuration does not say.</summary>
    /// <exception cref="RouterClientException">The connection broke.</exception>
    public static TargetVerdict Of(QueueTarget configured, RouterRow queue, RouterClient client) =>
        Of(configured, queue, configured == QueueTarget.Auto ? Read(client) : new TargetFacts());

    /// <summary>The side that the configuration names.</summary>
    public static TargetSide SideOf(QueueTarget configured) => configured switch
    {
        QueueTarget.Lan => TargetSide.Lan,
        QueueTarget.Wan => TargetSide.Wan,
        _ => TargetSide.Unknown,
    };

    private static string[] Words(TargetMenu menu)
    {
        Span<byte> buffer = stackalloc byte[512];
        var writer = new SentenceWriter(buffer);
        writer.Word(Encoding.UTF8.GetBytes(Path(menu) + "/print"));
        TargetQuestions.WriteRest(ref writer, menu);
        writer.End();
        var reader = new SentenceReader();
        writer.Written.CopyTo(reader.Free);
        reader.Commit(writer.Length);
        reader.TryRead(out Sentence sentence);
        string[] words = new string[sentence.Count];
        for (int i = 0; i < words.Length; i++)
            words[i] = Encoding.UTF8.GetString(sentence[i]);
        return words;
    }
}
