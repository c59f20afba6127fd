using System.Globalization;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Simulation.RouterOs;

public sealed partial class RouterWorld
{
    /// <summary>Whether a verb changes the configuration, for which the policy <c>write</c> is needed.</summary>
    internal static bool IsChange(string verb) =>
        verb is "add" or "set" or "remove" or "enable" or "disable" or "sign" or "reset-counters"
            or "reset-counters-all" or "move" or "start" or "stop" or "update" or "apply-changes";

    /// <summary>Runs a command on behalf of a user, or says why not.</summary>
    internal CommandResult Execute(ApiCommand command, string user, Instant now)
    {
        lock (_gate)
        {
            if (FindMenu(command.Menu) is not { } menu)
            {
                return CommandResult.Failed(TrapCategory.MissingItem, "no such command prefix");
            }

            if (!Allows(user, IsChange(command.Verb) ? menu.Policy : "read")) return CommandResult.NotPermitted();
            return command.Verb switch
            {
                "print" or "getall" => Print(menu, command, now),
                "set" when menu.Writable => Set(menu, command, user, now),
                "add" when menu.Writable && menu.Growable => AddByCommand(menu, command, user, now),
                "remove" when menu.Writable && menu.Growable => Remove(menu, command, user, now),
                "move" when menu.Writable => Move(menu, command, user, now),
                "sign" when menu.Path == CertificatePath => Sign(menu, command, user, now),
                "enable" or "disable" when menu.HasFlag => Toggle(menu, command, user, now),
                "reset-counters" or "reset-counters-all" when menu.Counters > 0 => ResetCounters(menu, command),
                "start" or "stop" when HasCommand(menu, command.Verb) =>
                    FindTargets(menu, command, out _) ?? CommandResult.Silent(),
                { } verb when HasCommand(menu, verb) => CommandResult.Silent(),
                _ => CommandResult.Failed(TrapCategory.MissingItem, "no such command"),
            };
        }
    }

    /// <summary>The rows that a listener gets for what changed since a revision, which is moved on.</summary>
    internal void ListChanges(ApiCommand command, ref long revision, List<List<(string Key, string Value)>> rows)
    {
        lock (_gate)
        {
            if (FindMenu(command.Menu) is not { } menu || menu.Revision == revision) return;
            string[]? wanted = Wanted(command);
            foreach ((uint id, bool dead) in menu.Since(revision))
            {
                string text = "*" + id.ToString("X", CultureInfo.InvariantCulture);
                MenuItem? item = menu.FindId(text);
                if (dead) rows.Add([(".id", text), (".dead", "yes")]);
                else if (item is not null && _queries.Passes(command.Queries, item)) rows.Add(item.Row(wanted));
            }

            revision = menu.Revision;
        }
    }

    /// <summary>The revision of a menu to listen from, or null where there is no such menu.</summary>
    internal long? RevisionOf(string menu)
    {
        lock (_gate) return FindMenu(menu)?.Revision;
    }

    private static string[]? Wanted(ApiCommand command) => command.Find(".proplist")?.Split(',');

    private CommandResult Print(Menu menu, ApiCommand command, Instant now)
    {
        if (menu.Path == "/system/resource") RefreshResource(menu.Items[0], now);
        if (menu.Path is TreePath or SimplePath) Queues?.Refresh(this);
        ExpireHeartbeats(now);
        string[]? wanted = Wanted(command);
        bool counting = command.Find("count-only") is not null;
        var rows = new CommandResult { IsQuery = true };
        int count = 0;
        foreach (MenuItem item in menu.Items)
        {
            if (!_queries.Passes(command.Queries, item)) continue;
            count++;
            if (!counting) rows.Rows.Add(item.Row(wanted));
        }

        return counting ? new CommandResult { Return = count.ToString(CultureInfo.InvariantCulture) } : rows;
    }

    private static bool HasCommand(Menu menu, string verb)
    {
        foreach (string command in menu.Commands)
        {
            if (command == verb) return true;
        }

        return false;
    }

    private CommandResult Set(Menu menu, ApiCommand command, string user, Instant now)
    {
        if (FindTargets(menu, command, out List<MenuItem> targets) is { } missing) return missing;
        if (Check(menu, command, out List<(string Key, string Value)> values) is { } refused) return refused;
        foreach (MenuItem item in targets)
        {
            if (NameTaken(menu, item, values)) return CommandResult.NameTaken();
            foreach ((string key, string value) in values) Assign(menu, item, key, value);
            CompleteCake(item, values);
            Record(menu, item, $"{menu.Subject} changed", user, now);
            if (Touches(values, "max-limit")) RecordLimit(item, user, now);
        }

        return CommandResult.Silent();
    }

    private CommandResult AddByCommand(Menu menu, ApiCommand command, string user, Instant now)
    {
        if (Check(menu, command, out List<(string Key, string Value)> values) is { } refused) return refused;
        foreach (MenuProperty property in menu.Properties)
        {
            if (!property.Required || Touches(values, property.Name)) continue;
            return CommandResult.Failed(TrapCategory.Unknown, $"missing value(s) of argument(s) {property.Name}");
        }

        MenuItem item = NewItem(menu);
        if (NameTaken(menu, item, values)) return CommandResult.NameTaken();
        menu.SetDefaults(item);
        foreach ((string key, string value) in values) Assign(menu, item, key, value);
        CompleteCake(item, values);
        Insert(menu, item);
        if (menu.FindId(command.Find("place-before") ?? "") is { } before)
        {
            menu.Items.Remove(item);
            menu.Items.Insert(menu.Items.IndexOf(before), item);
        }
        Record(menu, item, $"{menu.Subject} added", user, now);
        if (Touches(values, "max-limit")) RecordLimit(item, user, now);
        return new CommandResult { Return = item.IdText };
    }

    private CommandResult Remove(Menu menu, ApiCommand command, string user, Instant now)
    {
        if (FindTargets(menu, command, out List<MenuItem> targets) is { } missing) return missing;
        foreach (MenuItem item in targets)
        {
            menu.Items.Remove(item);
            Record(menu, item, $"{menu.Subject} removed", user, now, dead: true);
        }

        return CommandResult.Silent();
    }

    /// <summary>Puts items before another one: rules are taken in their order.</summary>
    private CommandResult Move(Menu menu, ApiCommand command, string user, Instant now)
    {
        if (FindTargets(menu, command, out List<MenuItem> targets) is { } missing) return missing;
        if (menu.FindId(command.Find("destination") ?? "") is not { } before) return CommandResult.NoSuchItem();
        foreach (MenuItem item in targets)
        {
            if (item == before) continue;
            menu.Items.Remove(item);
            menu.Items.Insert(menu.Items.IndexOf(before), item);
            Record(menu, item, $"{menu.Subject} moved", user, now);
        }

        return CommandResult.Silent();
    }

    private CommandResult Toggle(Menu menu, ApiCommand command, string user, Instant now)
    {
        if (FindTargets(menu, command, out List<MenuItem> targets) is { } missing) return missing;
        foreach (MenuItem item in targets)
        {
            item.Set("disabled", command.Verb == "disable" ? "true" : "false");
            Record(menu, item, $"{menu.Subject} changed", user, now);
        }

        return CommandResult.Silent();
    }

    private static CommandResult ResetCounters(Menu menu, ApiCommand command)
    {
        List<MenuItem> targets = menu.Items;
        bool some = command.Verb == "reset-counters";
        if (some && FindTargets(menu, command, out targets) is { } missing) return missing;
        foreach (MenuItem item in targets) item.Counters.Clear();
        return CommandResult.Silent();
    }

    /// <summary>
    /// The items that <c>=.id=</c> or <c>=numbers=</c> name; a comma separates several. A name is no id.
    /// </summary>
    private static CommandResult? FindTargets(Menu menu, ApiCommand command, out List<MenuItem> targets)
    {
        targets = [];
        if (menu.Single)
        {
            targets.Add(menu.Items[0]);
            return null;
        }

        string? ids = command.Find(".id") ?? command.Find("numbers");
        if (ids is null) return CommandResult.Failed(TrapCategory.MissingItem, "missing value(s) of argument(s) .id");
        foreach (string id in ids.Split(','))
        {
            if (menu.FindId(id) is not { } item) return CommandResult.NoSuchItem();
            targets.Add(item);
        }

        return null;
    }

    /// <summary>Checks all values before one is set, so that a refused command changes nothing.</summary>
    private CommandResult? Check(Menu menu, ApiCommand command, out List<(string Key, string Value)> values)
    {
        values = [];
        foreach ((string key, string value) in command.Attributes)
        {
            if (key is ".id" or "numbers" or "place-before" or "copy-from") continue;
            if (menu.FindProperty(key) is not { } property)
            {
                return CommandResult.Failed(TrapCategory.BadValue, $"unknown parameter {key}");
            }

            if (!Refers(property.Kind, value))
            {
                return CommandResult.Failed(TrapCategory.BadValue, $"input does not match any value of {key}");
            }

            if (PropertyCheck.Normalize(property.Kind, value) is not { } stored)
            {
                return CommandResult.Failed(TrapCategory.BadValue, $"invalid value for argument {key}");
            }

            values.Add((key, stored));
        }

        return null;
    }

    /// <summary>Whether a value that must name something names something that exists.</summary>
    private bool Refers(PropertyKind kind, string value)
    {
        if (kind == PropertyKind.QueueTypePair)
        {
            int slash = value.IndexOf('/');
            return slash > 0 && Exists("/queue/type", value[..slash]) && Exists("/queue/type", value[(slash + 1)..]);
        }

        return kind switch
        {
            PropertyKind.QueueType => Exists("/queue/type", value),
            PropertyKind.Group => Exists("/user/group", value),
            PropertyKind.Parent => value == "global" || Exists("/interface", value) || Exists("/queue/tree", value),
            _ => true,
        };
    }

    private bool Exists(string menu, string name) => NeedMenu(menu).FindName(name) is not null;

    private static void Assign(Menu menu, MenuItem item, string key, string value)
    {
        if (menu.FindProperty(key) is { Kind: PropertyKind.Secret }) item.Secret = value;
        else item.Set(key, value);
    }

    private static bool NameTaken(Menu menu, MenuItem item, List<(string Key, string Value)> values)
    {
        if (menu.FindProperty("name") is not { Kind: PropertyKind.Name }) return false;
        foreach ((string key, string value) in values)
        {
            if (key == "name" && menu.FindName(value) is { } other && other != item) return true;
        }

        return false;
    }

    private static bool Touches(List<(string Key, string Value)> values, string key)
    {
        foreach ((string name, _) in values)
        {
            if (name == key) return true;
        }

        return false;
    }

    /// <summary>
    /// What each change leaves behind on a real router: an entry in the history, a line in the log, written flash.
    /// </summary>
    private void Record(Menu menu, MenuItem item, string action, string user, Instant now, bool dead = false)
    {
        menu.Note(item.Id, dead);
        _sectorsSinceBoot++;
        Menu history = NeedMenu(HistoryPath);
        if (history.Items.Count >= history.Limit) _safeMode = null;
        Add(HistoryPath, ("action", action), ("by", user), ("policy", menu.Policy), ("undoable", "true"));
        Log(now, "system,info", $"{action} by {user}");
    }

    private void Log(Instant now, string topics, string message) =>
        Add("/log", ("time", UptimeText(now)), ("topics", topics), ("message", message));
}
