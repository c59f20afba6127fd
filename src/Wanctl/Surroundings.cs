using System.IO;
using Wanctl.Install;

namespace Wanctl;

/// <summary>
/// Where <c>${NAME}</c> of a configuration file comes from: the process's environment, and for what is not set there
/// the service's file of secrets, where this user may read it. Whoever types a verb gets what the service gets.
/// </summary>
/// <param name="path">The file of secrets.</param>
internal sealed class Surroundings(string path = Places.Environment)
{
    private EnvironmentFile? _file;

    /// <summary>
    /// Why the file that may have what is missing could not be read, as a sentence; empty where it could, or nobody
    /// asked.
    /// </summary>
    public string Trouble { get; private set; } = "";

    /// <summary>What is outside of the file's grammar; empty as long as nobody has asked for what is in it.</summary>
    public IReadOnlyList<string> Faults => _file?.Faults ?? [];

    /// <summary>The value of a variable; null where neither has it.</summary>
    public string? Find(string name) => Environment.GetEnvironmentVariable(name) ?? Kept(name);

    /// <summary>The value that the file has for a variable; null where it has none.</summary>
    public string? Kept(string name)
    {
        Consult();
        return _file!.Values.GetValueOrDefault(name);
    }

    /// <summary>Reads the file, if nobody has yet.</summary>
    public void Consult()
    {
        if (_file is not null)
            return;
        try
        {
            _file = EnvironmentFile.Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _file = EnvironmentFile.Parse("", path);
            Trouble = $"{path}:1: found no readable file, wanted the rights to read what the environment lacks: "
                + "sudo wanctl, or set the variables yourself";
        }
    }
}
