using System.IO;
using Wanctl.Host.Router;

namespace Wanctl.Release;

/// <summary>Counts and tells what was restored and what was not.</summary>
/// <param name="look">Whether nothing is written.</param>
/// <param name="output">For what happened.</param>
/// <param name="errors">For what did not.</param>
internal sealed class ReleaseTally(bool look, TextWriter output, TextWriter errors)
{
    private int _code = ExitCode.Fine;
    private int _restored;
    private int _failed;

    /// <summary>Does a part; what breaks it is told and counted, and the next part has its turn.</summary>
    public void Try(string path, Action part)
    {
        try
        {
            part();
        }
        catch (Exception exception) when (exception is RouterClientException or IOException)
        {
            errors.WriteLine($"{path}: NOT restored: {exception.Message}");
            _failed++;
            _code = exception is IOException ? ExitCode.Forbidden : ExitCode.Unreachable;
        }
    }

    /// <summary>Takes one limit or rule.</summary>
    public void Add(string line, bool fine)
    {
        output.WriteLine(line);
        _restored += fine ? 1 : 0;
        _failed += fine ? 0 : 1;
        _code = fine ? _code : Math.Max(_code, ExitCode.NotReleased);
    }

    /// <summary>Says what came of it all; the exit code.</summary>
    public int End()
    {
        string verb = look ? "can be restored" : "restored";
        output.WriteLine(_failed == 0
            ? $"released: {_restored} {verb}"
            : $"NOT released: {_failed} not restored, {_restored} {verb}");
        return _code;
    }
}
