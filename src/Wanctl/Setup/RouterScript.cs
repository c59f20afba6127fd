using Wanctl.Core.Units;

namespace Wanctl.Setup;

/// <summary>
/// The whole set-up of a router as text for its terminal. It is printed and never sent. Each object is added where it
/// is missing and set where it is there, so that the script may be run again with other answers, and that of a second
/// line may follow that of the first.
/// </summary>
internal static class RouterScript
{
    /// <summary>Writes it.</summary>
    public static string Of(SetupPlan plan)
    {
        var script = new ScriptText();
        script.Section($"RouterOS set-up for wanctl, line '{plan.Name}' ({plan.Line.Title}). Paste it into the "
            + "terminal of an administrator, or upload it and /import it.");
        Append(script, plan);
        return script.ToString();
    }

    /// <summary>Adds the user, the service, the queues and the safety net to a script.</summary>
    public static void Append(ScriptText script, SetupPlan plan)
    {
        script.Section("A user who may do what wanctl does and nothing else, from wanctl's machine alone.",
            RouterCommands.EnsureGroup("wanctl"),
            RouterCommands.EnsureUser(plan.User, "wanctl", plan.Box, plan.Password));
        if (plan.Tls)
            AddTls(script, plan);
        else if (plan.Container is not null)
            script.Section("The API, in clear text, which does not leave the router.",
                "/ip/service/set api disabled=no");
        else
            script.Section("The API, for wanctl's machine alone. It is clear text: keep it on a network of your own.",
                RouterCommands.OpenService("api", plan.Box));
        script.Section(
            $"CAKE with the overhead of the line ({plan.Kind.Scheme}); the queues' max-limit is the shaper.",
            RouterCommands.EnsureType(plan.DownType, down: true, plan.Kind),
            RouterCommands.EnsureType(plan.UpType, down: false, plan.Kind));
        if (plan.Marks)
            AddMarks(script, plan);
        script.Section("The queues whose max-limit wanctl moves."
            + (plan.Marks ? "" : " Queues of interfaces see FastTracked packets too."),
            RouterCommands.EnsureTree(plan.DownQueue, plan.Lan, plan.Marks ? plan.Mark : RouterCommands.NoMark,
                plan.DownType, plan.Down),
            RouterCommands.EnsureTree(plan.UpQueue, plan.Wan, RouterCommands.NoMark, plan.UpType, plan.Up));
        if (plan.DeadMan)
        {
            script.Section("A safety net: when wanctl has said nothing for a minute, its queues get their ceilings.",
                SafetyNet.NoteHeartbeat(plan.Box), SafetyNet.Schedule(plan.Name, Limits(plan)));
        }
        else
        {
            script.Section("A safety net of an earlier set-up, if there is one, gets these ceilings.",
                SafetyNet.Renew(plan.Name, Limits(plan)));
        }
    }

    private static (string Queue, Rate Limit)[] Limits(SetupPlan plan) =>
        [(plan.DownQueue, plan.Down), (plan.UpQueue, plan.Up)];

    private static void AddMarks(ScriptText script, SetupPlan plan)
    {
        script.Section($"What comes in through {plan.Wan} is marked, so that only the Internet's download is shaped.",
            RouterCommands.MarkDownload("ip", plan.Wan, plan.Mark),
            RouterCommands.MarkDownload("ipv6", plan.Wan, plan.Mark));
        script.Section("FastTracked packets carry no mark. Without FastTrack the router's CPU forwards them all.",
            RouterCommands.DisableFastTrack("ip"), RouterCommands.DisableFastTrack("ipv6"));
    }

    private static void AddTls(ScriptText script, SetupPlan plan)
    {
        string alternative = System.Net.IPAddress.TryParse(plan.Router, out _)
            ? "IP:" + plan.Router
            : "DNS:" + plan.Router;
        script.Section("A certificate of the router's own, and the API inside TLS for wanctl's machine alone.",
            RouterCommands.Unless("/certificate", "name=\"wanctl-ca\"",
                "/certificate/add name=\"wanctl-ca\" common-name=\"wanctl-ca\" key-usage=key-cert-sign,crl-sign "
                + "days-valid=3650; /certificate/sign \"wanctl-ca\""),
            RouterCommands.Unless("/certificate", "name=\"wanctl-api\"",
                $"/certificate/add name=\"wanctl-api\" common-name={RouterCommands.Quoted(plan.Router ?? "")} "
                + $"subject-alt-name={alternative} key-usage=tls-server days-valid=3650; "
                + "/certificate/sign \"wanctl-api\" ca=\"wanctl-ca\""),
            "/ip/service/set api-ssl certificate=\"wanctl-api\" tls-version=only-1.2 "
                + $"address={RouterCommands.Network(plan.Box)} disabled=no");
        script.Section("The fingerprint to pin: export ROUTER_CERTIFICATE_PIN=... on wanctl's machine.",
            ":put [/certificate/get [find name=\"wanctl-api\"] fingerprint]");
    }
}
