namespace Wanctl.Core.Settings;

/// <summary>Where the target of a simple queue lies, which decides what the halves of its pairs mean.</summary>
public enum QueueTarget
{
    /// <summary>The router's routes, lists and addresses tell; where they do not, nothing is written.</summary>
    Auto,

    /// <summary>With the users: pairs are upload/download.</summary>
    Lan,

    /// <summary>Toward the Internet: pairs are download/upload.</summary>
    Wan,
}
