using Wanctl.Core.Units;

namespace Wanctl.Host.Router;

/// <summary>
/// What one or more hands share to reach their shaper: a router's connection, or the kernel's socket.
/// </summary>
public interface IShaperConnection : IDisposable
{
    /// <summary>The beginning of a turn: takes what the shaper has to say.</summary>
    void Receive(Instant now);

    /// <summary>The end of a turn: sends what the hands have left.</summary>
    void Send(Instant now);
}
