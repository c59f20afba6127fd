using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;

namespace Wanctl.Host.Tell;

/// <summary>
/// The core's enums as machines read them: the name in small letters with underscores (<c>soft_red</c>), the same in
/// every table and figure.
/// </summary>
public static class Tokens
{
    /// <summary>A zone.</summary>
    public static string Of(Zone zone) => Snake(zone.ToString());

    /// <summary>Why a rate is what it is.</summary>
    public static string Of(Reason reason) => Snake(reason.ToString());

    /// <summary>What kept a rate from being sent.</summary>
    public static string Of(Blocker blocker) => Snake(blocker.ToString());

    /// <summary>Whose counters tell what passes.</summary>
    public static string Of(CounterSource source) => Snake(source.ToString());

    /// <summary>Where a direction stands.</summary>
    public static string Of(DirectionState state) => Snake(state.ToString());

    /// <summary>What stands between a direction and its next try.</summary>
    public static string Of(TryOutlook outlook) => Snake(outlook.ToString());

    /// <summary>What an excess may come from.</summary>
    public static string Of(Cause cause) => Snake(cause.ToString());

    /// <summary>What is known of the line.</summary>
    public static string Of(LineState line) => Snake(line.ToString());

    /// <summary>A control law, as the configuration names it.</summary>
    public static string Of(RateLawKind law) => Snake(law.ToString());

    /// <summary>Where the conversation with the shaper stands.</summary>
    public static string Of(ShaperState state) => Snake(state.ToString());

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (char letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
