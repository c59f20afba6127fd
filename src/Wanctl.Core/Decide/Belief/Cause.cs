namespace Wanctl.Core.Decide.Belief;

/// <summary>What an excess of delay may come from.</summary>
public enum Cause : byte
{
    /// <summary>A queue toward the user.</summary>
    Download,

    /// <summary>A queue toward the Internet.</summary>
    Upload,

    /// <summary>The path has become longer.</summary>
    Path,

    /// <summary>A burst, a busy radio, a slow reflector: what goes by itself.</summary>
    Chance,
}
