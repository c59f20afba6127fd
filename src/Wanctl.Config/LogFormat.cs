namespace Wanctl.Config;

/// <summary>The shape of log lines (<c>logging.format</c>).</summary>
public enum LogFormat
{
    /// <summary>Sentences for people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
