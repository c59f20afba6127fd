using Wanctl.Core.Units;

namespace Wanctl.Host.Tell;

/// <summary>What a supervisor wants to hear.</summary>
public interface IServiceNotice
{
    /// <summary>How long the supervisor waits for a sign of life; zero where it does not.</summary>
    Duration WatchdogInterval { get; }

    /// <summary>The loop turns. Allocates nothing.</summary>
    void Alive();

    /// <summary>The start is complete, or a reload is.</summary>
    void Ready();

    /// <summary>A reload has begun.</summary>
    void Reloading();

    /// <summary>The end has begun.</summary>
    void Stopping();

    /// <summary>One line for the operator's eyes.</summary>
    void Status(string line);
}
