using System.IO;
using Wanctl.Host.Run;

namespace Wanctl.Measure;

/// <summary>A command of the user's that fills the line.</summary>
/// <param name="command">What <c>/bin/sh</c> is to run.</param>
/// <param name="say">Where the operator reads on.</param>
internal sealed class CommandLoad(string command, Action<string> say) : ILoad
{
    private ShellCommand? _running;

    /// <inheritdoc/>
    public string? Trouble =>
        _running?.Ending is { } ending ? $"the load command {ending} before the measurement was over" : null;

    /// <inheritdoc/>
    public void Start()
    {
        say($"load: {command}");
        try
        {
            _running = ShellCommand.Start(command);
        }
        catch (IOException exception)
        {
            throw new LoadTroubleException(exception.Message);
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        _running?.Dispose();
        _running = null;
    }
}
