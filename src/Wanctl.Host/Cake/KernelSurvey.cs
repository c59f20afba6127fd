namespace Wanctl.Host.Cake;

/// <summary>What this machine's kernel has of interfaces, qdiscs and redirections, at one moment.</summary>
/// <param name="Links">Interfaces.</param>
/// <param name="Qdiscs">Qdiscs, those that the kernel puts there by default among them.</param>
/// <param name="Redirects">Where filters send what comes in.</param>
public sealed record KernelSurvey(
    IReadOnlyList<SurveyedLink> Links, IReadOnlyList<SurveyedQdisc> Qdiscs, IReadOnlyList<SurveyedRedirect> Redirects)
{
    /// <summary>The interface of a name, or null.</summary>
    public SurveyedLink? Find(string name)
    {
        foreach (SurveyedLink link in Links)
        {
            if (link.Name == name)
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
