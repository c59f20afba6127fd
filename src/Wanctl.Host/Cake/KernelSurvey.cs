using System.Linq;

namespace Wanctl.Host.Cake;

/// <summary>What this machine's kernel has of interfaces, qdiscs and redirections, at one moment.</summary>
/// <param name="Links">Interfaces.</param>
/// <param name="Qdiscs">Qdiscs, those that the kernel puts there by default among them.</param>
/// <param name="Redirects">Where filters send what comes in.</param>
public sealed record KernelSurvey(
    IReadOnlyList<SurveyedLink> Links, IReadOnlyList<SurveyedQdisc> Qdiscs, IReadOnlyList<SurveyedRedirect> Redirects)
{
    /// <summary>The interface of a name, its own or an alternative one; or null. No two have the same.</summary>
    public SurveyedLink? Find(string name)
    {
        foreach (SurveyedLink link in Links)
        {
            if (link.Name == name || link.OtherNames.Contains(name))
                return link;
        }
        return null;
    }

    /// <summary>The name of an interface; its number where it has none.</summary>
    public string NameOf(int index)
    {
        foreach (SurveyedLink link in Links)
        {
            if (link.Index == index)
                return link.Name;
        }
        return FormattableString.Invariant($"interface {index}");
    }

    /// <summary>The one CAKE of an interface that has a bandwidth of its own; null where there is not exactly one.
    /// </summary>
    /// <param name="index">The interface's number.</param>
    /// <param name="cakes">How many there are.</param>
    public SurveyedQdisc? OneCake(int index, out int cakes)
    {
        SurveyedQdisc? found = null;
        cakes = 0;
        foreach (SurveyedQdisc qdisc in Of(index))
        {
            if (qdisc.Setup is null || qdisc.Handle == 0)
                continue;
            found = qdisc;
            cakes++;
        }
        return cakes == 1 ? found : null;
    }

    /// <summary>The qdiscs of an interface.</summary>
    public IEnumerable<SurveyedQdisc> Of(int index)
    {
        foreach (SurveyedQdisc qdisc in Qdiscs)
        {
            if (qdisc.Index == index)
                yield return qdisc;
        }
    }
}
