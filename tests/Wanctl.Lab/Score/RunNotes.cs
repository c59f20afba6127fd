using System.IO;

namespace Wanctl.Lab.Score;

/// <summary>What tests/Lab/play notes about a run: <c>name=value</c> lines in the file <c>about</c>.</summary>
internal sealed class RunNotes
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly string _path;

    /// <summary>Reads them.</summary>
    /// <param name="folder">The run's folder.</param>
    public RunNotes(string folder)
    {
        _path = Path.Combine(folder, "about");
        if (!File.Exists(_path))
            throw new LabException($"{folder} holds no run of the lab");
        foreach (string line in File.ReadLines(_path))
        {
            string[] sides = line.Split('=', 2);
            _values[sides[0]] = sides[^1];
        }
    }

    /// <summary>A value.</summary>
    public string this[string name] =>
        _values.TryGetValue(name, out string? value) ? value : throw new LabException($"{_path} does not say {name}");

    /// <summary>A value that is a number.</summary>
    public double Number(string name) => Words.ToNumber($"{_path}: {name}", this[name]);
}
