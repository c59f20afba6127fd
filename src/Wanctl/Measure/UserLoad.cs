using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>The user, who starts a load when asked to and lets it run.</summary>
/// <param name="patience">How long the load may take to come.</param>
/// <param name="least">How long it has to run, about.</param>
/// <param name="say">Where the operator reads on.</param>
internal sealed class UserLoad(Duration patience, Duration least, Action<string> say) : ILoad
{
    /// <inheritdoc/>
    public string? Trouble => null;

    /// <inheritdoc/>
    public void Start() => say($"start your load now, within {patience.Seconds:0} s, and let it run for "
        + $"{least.Seconds:0} s or more: large downloads, uploads, or both");

    /// <inheritdoc/>
    public void End()
    {
    }
}
