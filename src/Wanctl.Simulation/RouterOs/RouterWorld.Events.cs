using System.Globalization;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

public sealed partial class RouterWorld
{
    private long _counterTurn = -1;
    private List<(MenuItem Item, Menu Menu, List<(string Key, string Value)> Properties)>? _safeMode;

    /// <summary>
    /// Starts the router anew: ids are others, counters, log, history and sessions are gone, the uptime begins at
    /// zero. The configuration stays. <see cref="RouterOsServer.Reboot"/> drops the connections as well.
    /// </summary>
    public void Reboot(Instant now)
    {
        lock (_gate)
        {
            _booted = now;
            _boots++;
            _lastId = _boots * IdStepPerBoot;
            _sectorsBefore += _sectorsSinceBoot;
            _sectorsSinceBoot = 0;
            _safeMode = null;
            foreach (string path in new[] { ActivePath, HistoryPath, "/log" }) NeedMenu(path).Items.Clear();
            ForgetMemory();
            foreach (Menu menu in _menus)
            {
                foreach (MenuItem item in menu.Items)
                {
                    if (!menu.Single) item.Id = ++_lastId;
                    item.Counters.Clear();
                }
            }
        }
    }

    /// <summary>Lets what a print shows of counters be as old as the last turn.</summary>
    /// <param name="every">The time between two turns; zero for counters that are always true.</param>
    /// <param name="now">This moment.</param>
    public void RefreshCounters(Duration every, Instant now)
    {
        lock (_gate)
        {
            long turn = every > Duration.Zero ? now.Nanos / every.Nanos : -1;
            if (turn == _counterTurn)
                return;
            _counterTurn = turn;
            foreach (Menu menu in _menus)
            {
                foreach (MenuItem item in menu.Items)
                {
                    if (turn >= 0)
                        item.KeepShown();
                    else
                        item.ShowTrue();
                }
            }
        }
    }

    /// <summary>Gives an item another name, as somebody at the router might.</summary>
    /// <exception cref="ArgumentException">There is no such menu or item.</exception>
    public void Rename(string menu, string name, string newName, Instant now) =>
        Change(menu, name, "name", newName, "admin", now);

    /// <summary>Sets a property behind the controller's back, with the usual traces in log and history.</summary>
    /// <param name="menu">Where.</param>
    /// <param name="nameOrComment">Which item.</param>
    /// <param name="property">What; it need not be one that the API lets set, such as <c>invalid</c>.</param>
    /// <param name="value">To what; null takes the property away. It is stored as it stands.</param>
    /// <param name="user">Who is to have done it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="ArgumentException">There is no such menu or item.</exception>
    public void Change(string menu, string nameOrComment, string property, string? value, string user, Instant now)
    {
        lock (_gate)
        {
            Menu target = NeedMenu(menu);
            MenuItem item = NeedItem(target, nameOrComment);
            item.Set(property, value);
            Record(target, item, $"{target.Subject} changed", user, now);
            if (property == "max-limit") RecordLimit(item, user, now);
        }
    }

    /// <summary>Takes an item away, with the usual traces.</summary>
    /// <exception cref="ArgumentException">There is no such menu or item.</exception>
    public void Delete(string menu, string nameOrComment, string user, Instant now)
    {
        lock (_gate)
        {
            Menu target = NeedMenu(menu);
            MenuItem item = NeedItem(target, nameOrComment);
            target.Items.Remove(item);
            Record(target, item, $"{target.Subject} removed", user, now, dead: true);
        }
    }

    /// <summary>Exchanges the ids of two items, so that a remembered id means another item.</summary>
    /// <exception cref="ArgumentException">There is no such menu or item.</exception>
    public void ExchangeIds(string menu, string nameOrComment, string otherNameOrComment)
    {
        lock (_gate)
        {
            Menu target = NeedMenu(menu);
            MenuItem first = NeedItem(target, nameOrComment);
            MenuItem second = NeedItem(target, otherNameOrComment);
            (first.Id, second.Id) = (second.Id, first.Id);
        }
    }

    /// <summary>An operator takes safe mode: from here on, changes of everybody can be undone together.</summary>
    public void TakeSafeMode(Instant now)
    {
        lock (_gate)
        {
            NeedMenu(HistoryPath).Items.Clear();
            _safeMode = [];
            foreach (Menu menu in _menus)
            {
                if (!menu.Writable) continue;
                foreach (MenuItem item in menu.Items) _safeMode.Add((item, menu, [.. item.Properties]));
            }

            Log(now, "system,info", "safe mode taken by admin");
        }
    }

    /// <summary>
    /// The operator's session breaks off: what anybody changed since is as it was before. Items that were added
    /// stay, those that were removed stay away; the real undo knows those too.
    /// </summary>
    /// <returns>False where safe mode was not on, or had ended silently because the history was full.</returns>
    public bool UnrollSafeMode(Instant now)
    {
        lock (_gate)
        {
            if (_safeMode is not { } saved) return false;
            foreach ((MenuItem item, Menu menu, List<(string Key, string Value)> properties) in saved)
            {
                string? limit = item.Get("max-limit");
                item.Restore(properties);
                menu.Note(item.Id, dead: false);
                if (limit != item.Get("max-limit")) RecordLimit(item, "safe-mode", now);
            }

            _safeMode = null;
            Log(now, "system,info", "safe mode unrolled by admin");
            return true;
        }
    }

    private static MenuItem NeedItem(Menu menu, string nameOrComment) =>
        FindNamed(menu, nameOrComment)
        ?? throw new ArgumentException($"{menu.Path} has no item {nameOrComment}.", nameof(nameOrComment));

    private void RefreshResource(MenuItem resource, Instant now)
    {
        resource.Set("uptime", UptimeText(now));
        resource.Set("write-sect-since-reboot", _sectorsSinceBoot.ToString(CultureInfo.InvariantCulture));
        resource.Set("write-sect-total", (_sectorsBefore + _sectorsSinceBoot).ToString(CultureInfo.InvariantCulture));
    }

    private string UptimeText(Instant now)
    {
        var up = TimeSpan.FromSeconds((long)(now - _booted).Seconds);
        string text = up.Days > 0 ? $"{up.Days}d" : "";
        if (up.Hours > 0) text += $"{up.Hours}h";
        if (up.Minutes > 0) text += $"{up.Minutes}m";
        return up.Seconds > 0 || text.Length == 0 ? text + $"{up.Seconds}s" : text;
    }
}
