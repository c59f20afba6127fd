using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Cake;

namespace Wanctl.Release;

/// <summary>Restores the ceilings of a link's CAKEs in this machine's kernel, and reads them back.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="write">False for a look only.</param>
internal sealed class KernelRelease(KernelReader kernel, bool write)
{
    /// <summary>Restores both directions; what cannot be restored is in the answer.</summary>
    /// <exception cref="System.IO.IOException">The kernel cannot be asked.</exception>
    public IEnumerable<ReleasedLimit> Release(string path, LinkSettings link)
    {
        yield return Restore(path, link.DownloadQueue, link.Download.Ceiling);
        yield return Restore(path, link.UploadQueue, link.Upload.Ceiling);
    }

    private ReleasedLimit Restore(string path, string name, Rate asked)
    {
        // CAKE counts whole bytes per second.
        Rate ceiling = new(asked.BitsPerSecond / 8 * 8);
        var limit = new ReleasedLimit(path, name, ceiling, null, null, null);
        if (Find(name, out string problem) is not { } cake)
            return limit with { Problem = problem };
        limit = limit with { Before = cake.Bandwidth };
        if (limit.Before == ceiling || !write)
            return limit;
        if (kernel.SetBandwidth(cake, ceiling) is { } refusal)
            return limit with { Problem = refusal };
        if (Find(name, out problem) is not { } again)
            return limit with { Problem = "not verified: " + problem };
        limit = limit with { After = again.Bandwidth };
        return limit.After == ceiling
            ? limit
            : limit with { Problem = "it reads back otherwise: does somebody else set it?" };
    }

    /// <summary>The one CAKE of an interface that has a bandwidth of its own.</summary>
    private SurveyedQdisc? Find(string name, out string problem)
    {
        KernelSurvey survey = kernel.Read();
        problem = $"no interface '{name}'";
        if (survey.Find(name) is not { } link)
            return null;
        SurveyedQdisc? found = survey.OneCake(link.Index, out int cakes);
        problem = cakes == 0 ? "no CAKE on it" : $"{cakes} CAKEs on it";
        return found;
    }
}
