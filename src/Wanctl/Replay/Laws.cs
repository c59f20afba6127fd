using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Host.Tell;

namespace Wanctl.Replay;

/// <summary>Whether this build can step what a file asks for.</summary>
internal static class Laws
{
    /// <summary>What is wrong with the law of some settings; null where a link can be made that follows it.</summary>
    public static string? Problem(LinkSettings settings)
    {
        try
        {
            _ = new LinkState(settings, LinkMemory.Initial(settings));
            return null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return $"found the law '{Tokens.Of(settings.Law)}', wanted one that this build has";
        }
    }
}
