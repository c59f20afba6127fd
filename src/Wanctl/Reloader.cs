using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Host.Tell;

namespace Wanctl;

/// <summary>
/// Reads the files again on SIGHUP, off the loop: either all of them are sound and are taken up together at one tick,
/// or nothing changes.
/// </summary>
internal sealed class Reloader(
    string[] paths, Composition composition, SteeringSettings? steering, IServiceNotice notice, EventQueue events)
{
    private readonly Lock _lock = new();

    /// <summary>Reads the files and hands them to the loop, or says why not.</summary>
    public void Reload()
    {
        lock (_lock)
        {
            notice.Reloading();
            string refusal = TryReload();
            string where = string.Join(' ', paths);
            if (refusal.Length == 0)
                events.Post(Happening.Reloaded, where);
            else
                events.Post(Happening.ReloadRefused, where, refusal);
            notice.Ready();
        }
    }

    private string TryReload()
    {
        ConfigSet set = ConfigSet.Load(paths);
        if (set.Problems.Count > 0)
            return string.Join("; ", set.Problems);
        var settings = new LinkSettings[set.Files.Count];
        if (settings.Length != composition.Links.Count)
            return "another number of links needs a restart";
        for (int i = 0; i < settings.Length; i++)
        {
            settings[i] = set.Files[i].Link;
            string keys = ReloadRules.NeedStart(composition.Links[i].Settings, settings[i]);
            if (keys.Length > 0)
                return $"{set.WanPaths[i]}: changed keys that need a restart: {keys}";
        }
        if (!ReloadRules.Same(steering, set.Steering))
            return $"{(set.Steering is null ? "steering" : set.SteeringPath)}: changes of steering need a restart";
        composition.Loop.Adopt(settings);
        return "";
    }
}
