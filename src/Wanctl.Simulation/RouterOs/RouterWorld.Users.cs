using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

public sealed partial class RouterWorld
{
    private const string ActivePath = "/user/active";

    /// <summary>
    /// Whether name and password belong together, the user is not disabled and may come from this address.
    /// </summary>
    internal bool KnowsUser(string name, string password, string peer)
    {
        lock (_gate)
        {
            return NeedMenu("/user").FindName(name) is { } user
                && user.Get("disabled") != "true"
                && AddressRange.Admits(user.Get("address"), peer)
                && user.Secret == password;
        }
    }

    /// <summary>Whether a user's group has a policy.</summary>
    internal bool HasPolicy(string name, string policy)
    {
        lock (_gate) return Allows(name, policy);
    }

    /// <summary>Notes a session in <c>/user/active</c> and the log.</summary>
    /// <returns>The id under which the session stands.</returns>
    internal string OpenSession(string user, string address, Instant now)
    {
        lock (_gate)
        {
            Log(now, "system,info,account", $"user {user} logged in from {address} via api");
            string group = NeedMenu("/user").FindName(user)?.Get("group") ?? "";
            return Add(
                ActivePath,
                ("when", UptimeText(now)),
                ("name", user),
                ("address", address),
                ("via", "api"),
                ("group", group));
        }
    }

    /// <summary>Takes a session away again.</summary>
    internal void CloseSession(string id, string user, string address, Instant now)
    {
        lock (_gate)
        {
            Menu active = NeedMenu(ActivePath);
            if (active.FindId(id) is not { } session) return;
            active.Items.Remove(session);
            active.Note(session.Id, dead: true);
            Log(now, "system,info,account", $"user {user} logged out from {address} via api");
        }
    }

    private bool Allows(string name, string policy)
    {
        string? group = NeedMenu("/user").FindName(name)?.Get("group");
        string policies = group is null ? "" : NeedMenu("/user/group").FindName(group)?.Get("policy") ?? "";
        foreach (Range part in policies.AsSpan().Split(','))
        {
            if (policies.AsSpan(part).SequenceEqual(policy)) return true;
        }

        return false;
    }
}
