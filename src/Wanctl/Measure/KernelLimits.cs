using System.IO;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Cake;

namespace Wanctl.Measure;

/// <summary>The bandwidths of a link's CAKEs in this machine's kernel.</summary>
/// <param name="link">The link.</param>
internal sealed class KernelLimits(LinkSettings link) : ILimitHand
{
    private KernelReader? _kernel;

    /// <inheritdoc/>
    public LimitReading Read() => Try(kernel =>
    {
        KernelSurvey survey = kernel.Read();
        SurveyedQdisc down = Find(survey, link.DownloadQueue);
        SurveyedQdisc up = Find(survey, link.UploadQueue);
        return new LimitReading(new RatePair(down.Bandwidth, up.Bandwidth), down.SentBytes, up.SentBytes);
    });

    /// <inheritdoc/>
    public (ulong Received, ulong Sent)? ReadInterface(string name) => Try(kernel => kernel.Read().Find(name)?.Bytes);

    /// <inheritdoc/>
    public void Set(RatePair limits) => Try(kernel =>
    {
        KernelSurvey survey = kernel.Read();
        Set(kernel, survey, link.DownloadQueue, limits.Down);
        Set(kernel, survey, link.UploadQueue, limits.Up);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _kernel?.Dispose();

    private T Try<T>(Func<KernelReader, T> part)
    {
        try
        {
            return part(_kernel ??= new KernelReader());
        }
        catch (IOException exception)
        {
            // A late answer to this question must not be taken for the next one's.
            _kernel?.Dispose();
            _kernel = null;
            throw new LimitTroubleException(exception.Message, ExitCode.Forbidden);
        }
    }

    private static void Set(KernelReader kernel, KernelSurvey survey, string name, Rate limit)
    {
        if (kernel.SetBandwidth(Find(survey, name), limit) is { } refusal)
            throw new LimitTroubleException($"{name}: {refusal}", ExitCode.Forbidden);
    }

    /// <summary>The one CAKE of an interface that has a bandwidth of its own.</summary>
    private static SurveyedQdisc Find(KernelSurvey survey, string name)
    {
        if (survey.Find(name) is not { } face)
            throw Trouble($"no interface '{name}'");
        return survey.OneCake(face.Index, out int cakes)
            ?? throw Trouble(cakes == 0 ? $"no CAKE on '{name}'" : $"{cakes} CAKEs on '{name}'");
    }

    private static LimitTroubleException Trouble(string text) =>
        new(text + "; `wanctl check --router` says more", ExitCode.Forbidden);
}
