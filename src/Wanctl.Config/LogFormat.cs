namespace Wanctl.Config;

/// <summary>The shape of log lines (<c>logging.format</c>).</summary>
public enum LogFormat
{
    /// <summary>Sentences for people; with systemd's priorities instead of the time where systemd reads them.</summary>
    Text,

    /// <summary>The same with systemd's priorities, whoever reads them.</summary>
    Systemd,

    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>Sentences in short lines without the time, for a log that has it and cuts what is long.</summary>
    Brief,
}
