using System.IO;
using System.Threading;
using Wanctl.Core.Decide;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;

namespace Wanctl.Host.Keep;

/// <summary>
/// Writes the state files, on a thread of its own: a slow card or a full disk must never make a tick late. Every five
/// seconds, and once at the end.
/// </summary>
public sealed class StateKeeper : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<Link> _links;
    private readonly EventQueue _events;
    private readonly ManualResetEventSlim _ending = new();
    private readonly Thread _thread;
    private readonly bool[] _troubled;

    /// <summary>Starts keeping.</summary>
    public StateKeeper(IReadOnlyList<Link> links, EventQueue events)
    {
        _links = links;
        _events = events;
        _troubled = new bool[links.Count];
        _thread = new Thread(Run) { Name = "state", IsBackground = true };
        _thread.Start();
    }

    /// <summary>
    /// What a link should start from: its file where there is a sound one, else the configured start.
    /// </summary>
    /// <param name="settings">The link.</param>
    /// <param name="baselines">Called for each of its reflectors whose baseline is known: index, microseconds.</param>
    /// <param name="restored">Whether a file was used.</param>
    /// <param name="problem">Why there was a file that could not be used; else empty.</param>
    public static LinkMemory Recall(
        LinkSettings settings, Action<int, double> baselines, out bool restored, out string problem)
    {
        LinkMemory memory = LinkMemory.Initial(settings);
        restored = StateFile.TryRead(settings.StateFile, ref memory, Take, out problem);
        return memory;

        void Take(string address, double micros)
        {
            for (int i = 0; i < settings.Probe.Reflectors.Count; i++)
            {
                if (settings.Probe.Reflectors[i] == address)
                    baselines(i, micros);
            }
        }
    }

    /// <summary>Writes once more and ends.</summary>
    public void Dispose()
    {
        _ending.Set();
        _thread.Join(Interval);
        _ending.Dispose();
    }

    private void Run()
    {
        bool ended;
        do
        {
            ended = _ending.Wait(Interval);
            for (int i = 0; i < _links.Count; i++)
                Save(i);
        }
        while (!ended);
    }

    private void Save(int index)
    {
        Link link = _links[index];
        if (!link.TryGetSnapshot(out LinkSnapshot snapshot))
            return;
        var baselines = new List<(string, double)>();
        for (int i = 0; i < snapshot.ReflectorCount; i++)
        {
            ReflectorView reflector = snapshot.ReflectorAt(i);
            if (reflector.IdleMicros > 0)
                baselines.Add((link.Settings.Probe.Reflectors[i], reflector.IdleMicros));
        }
        string path = link.Settings.StateFile;
        try
        {
            StateFile.Write(path, in snapshot.Memory, baselines);
            if (_troubled[index])
                _events.Post(Happening.StateWritable, path);
            _troubled[index] = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_troubled[index])
                _events.Post(Happening.StateUnwritable, path, exception.Message);
            _troubled[index] = true;
        }
    }
}
