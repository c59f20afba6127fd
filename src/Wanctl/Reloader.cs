using System.IO;
using System.Linq;
using System.Threading;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Host.Tell;

namespace Wanctl;

/// <summary>
/// Reads the files again on SIGHUP, off the loop: either all of them are sound and are taken up together at one tick,
/// or nothing changes. Says which values differ, and which files came and went.
/// </summary>
/// <param name="given">The words of the command line; a folder stands for the files in it.</param>
/// <param name="paths">The files that were read at the start.</param>
/// <param name="set">What they held.</param>
/// <param name="composition">What runs on them.</param>
/// <param name="notice">The supervisor.</param>
/// <param name="events">Where it is told.</param>
internal sealed class Reloader(
    string[] given, string[] paths, ConfigSet set, Composition composition, IServiceNotice notice, EventQueue events)
{
    /// <summary>More changes are one other file, and the log is no place for it.</summary>
    private const int ChangesTold = 100;

    private readonly Lock _lock = new();
    private ConfigSet _running = set;

    /// <summary>Reads the files and hands them to the loop, or says why not.</summary>
    public void Reload()
    {
        lock (_lock)
        {
            notice.Reloading();
            TellFiles();
            ConfigSet wanted = ConfigSet.Load(paths);
            string refusal = TryReload(wanted);
            string where = string.Join(' ', paths);
            if (refusal.Length == 0)
                events.Post(Happening.Reloaded, where);
            else
                events.Post(Happening.ReloadRefused, where, refusal);
            notice.Ready();
        }
    }

    private void TellFiles()
    {
        if (ConfigPaths.TryExpand(given, out string[] found, out _))
        {
            foreach (string file in found.Except(paths, StringComparer.Ordinal))
                events.Post(Happening.FileNotTakenUp, file);
        }
        foreach (string file in paths)
        {
            if (!File.Exists(file))
                events.Post(Happening.FileGone, file);
        }
    }

    private string TryReload(ConfigSet wanted)
    {
        if (wanted.Problems.Count > 0)
            return string.Join("; ", wanted.Problems);
        if (wanted.Files.Count != _running.Files.Count)
            return "another number of links needs a restart";
        var settings = new LinkSettings[wanted.Files.Count];
        var starts = new List<string>();
        string refusal = "";
        for (int i = 0; i < settings.Length; i++)
        {
            settings[i] = wanted.Files[i].Link;
            IReadOnlyList<string> keys = ReloadRules.NeedStart(_running.Files[i], wanted.Files[i]);
            starts.AddRange(keys);
            if (keys.Count > 0 && refusal.Length == 0)
                refusal = $"{wanted.WanPaths[i]}: changed keys that need a restart: {string.Join(", ", keys)}";
        }
        bool steers = ReloadRules.Same(_running.Steering, wanted.Steering);
        if (!steers && refusal.Length == 0)
        {
            string path = wanted.Steering is null ? "steering" : wanted.SteeringPath;
            refusal = $"{path}: changes of steering need a restart";
        }
        TellChanges(wanted, refusal.Length == 0, starts);
        if (refusal.Length > 0)
            return refusal;
        composition.Loop.Adopt(settings);
        _running = wanted;
        return "";
    }

    private void TellChanges(ConfigSet wanted, bool taken, IReadOnlyList<string> starts)
    {
        int told = 0;
        for (int i = 0; i < paths.Length; i++)
        {
            bool steering = paths[i] == wanted.SteeringPath;
            foreach (ChangedValue change in ChangedValue.Between(_running.Results[i], wanted.Results[i]))
            {
                if (told++ >= ChangesTold)
                    return;
                bool needs = steering || ReloadRules.Covers(starts, change.Key);
                if (taken)
                    events.Post(Happening.ValueChanged, paths[i], change + ", in force");
                else
                    events.Post(Happening.ValueNotTakenUp, paths[i], change + (needs ? ", needs a restart" : ""));
            }
        }
    }
}
