namespace Wanctl.Config.Rescaling;

/// <summary>How a value follows from the one at another interval so that the behaviour in seconds stays.</summary>
internal enum RescaleRule
{
    /// <summary>The interval itself, in seconds.</summary>
    Interval,

    /// <summary>The weight of one sample in an average: 1 - (1 - alpha)^ratio.</summary>
    Weight,

    /// <summary>What each cycle multiplies with: factor^ratio.</summary>
    Factor,

    /// <summary>What each cycle adds: step * ratio.</summary>
    Step,

    /// <summary>A number of samples or cycles: count / ratio.</summary>
    Count,

    /// <summary>The same, but 1 means "at once" at every interval and stays.</summary>
    Confirmation,
}
