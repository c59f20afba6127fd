using System.IO;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>The folder of the recordings that are not part of this program.</summary>
/// <param name="path">Where it is.</param>
internal sealed class RecordedFolder(string path)
{
    /// <summary>The variable of the environment that names it.</summary>
    public const string Variable = "WANCTL_TRACES";

    /// <summary>Beside a checkout, where neither option nor variable names it.</summary>
    private const string Beside = "../shared/data/traces";

    /// <summary>The folder that an option names, else the environment, else the one beside a checkout.</summary>
    /// <param name="named">The option's value; null where it is not given.</param>
    public static RecordedFolder Find(string? named) =>
        new(named ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : Beside));

    /// <summary>Makes the scenario of a recorded line.</summary>
    /// <param name="line">Which.</param>
    /// <param name="reason">Why there is none, where it returns null.</param>
    /// <exception cref="FormatException">A file cannot be understood; the message names it.</exception>
    public Scenario? TryRead(RecordedLine line, out string reason)
    {
        string file = "";
        try
        {
            reason = "";
            return line.Of(name => File.OpenText(file = Path.Combine(path, name)));
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{file}: {fault.Message}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            reason = fault is FileNotFoundException or DirectoryNotFoundException
                ? $"there is no {file}"
                : $"{file} cannot be read ({fault.Message})";
            reason += "; recordings without a licence are not part of wanctl: name their folder with --traces or "
                + Variable;
            return null;
        }
    }
}
