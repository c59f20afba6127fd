using Microsoft.Extensions.Logging;

namespace Wanctl.Host.Tell;

/// <content>What is said of steering between two links.</content>
public static partial class Sentences
{
    /// <summary>A mangle rule cannot be switched.</summary>
    [LoggerMessage(1316, LogLevel.Error,
        "router {Where}: mangle rule '{Rule}' {State}; nothing is switched until that is mended")]
    public static partial void RuleTrouble(ILogger log, string where, string rule, string state);

    /// <summary>A mangle rule can be switched.</summary>
    [LoggerMessage(1317, LogLevel.Information, "router {Where}: mangle rule '{Rule}' found")]
    public static partial void RuleFound(ILogger log, string where, string rule);

    /// <summary>Connections go to the other WAN.</summary>
    [LoggerMessage(1341, LogLevel.Warning,
        "{Name}: {Mode}connections that begin now go to {Alternate}: {Primary} has had {Evidence}{More}")]
    public static partial void SteeredOver(
        ILogger log, string name, string mode, string alternate, string primary, string evidence, string more);

    /// <summary>Connections go to the primary link again.</summary>
    [LoggerMessage(1342, LogLevel.Information,
        "{Name}: {Mode}connections that begin now go to {Primary} again: {Why}; {Seconds:0} s on {Alternate}")]
    public static partial void SteeredBack(
        ILogger log, string name, string mode, string primary, string why, double seconds, string alternate);

    /// <summary>A switch is due and not made.</summary>
    [LoggerMessage(1343, LogLevel.Warning, "{Name}: {Primary} is bad, but nothing goes to {Alternate}: {Why}")]
    public static partial void NotSteered(ILogger log, string name, string primary, string alternate, string why);

    /// <summary>A rule is not as it should be and is not switched.</summary>
    [LoggerMessage(1344, LogLevel.Warning, "{Name}: the rule should be {Wanted} and is not: {Why}")]
    public static partial void RuleNotSwitched(ILogger log, string name, string wanted, string why);

    /// <summary>Somebody else switched a rule.</summary>
    [LoggerMessage(1345, LogLevel.Warning,
        "{Name}: {Rules} switched {State} by somebody else; put right in {Seconds:0} s")]
    public static partial void RuleByHand(ILogger log, string name, string rules, string state, double seconds);

    /// <summary>A switch took no effect.</summary>
    [LoggerMessage(1346, LogLevel.Warning,
        "{Name}: the rule was switched {Wanted}, but reads otherwise; it is tried again")]
    public static partial void RuleUnverified(ILogger log, string name, string wanted);

    /// <summary>Both links are bad.</summary>
    [LoggerMessage(1347, LogLevel.Warning, "{Name}: both links are bad; connections stay on {Link}: {Why}")]
    public static partial void BothBad(ILogger log, string name, string link, string why);

    /// <summary>The primary link is not measured.</summary>
    [LoggerMessage(1348, LogLevel.Warning, "{Name}: {Primary} is not measured ({Why}); connections stay on {Link}")]
    public static partial void SteeringFrozen(ILogger log, string name, string primary, string why, string link);

    /// <summary>Observing, and the rule is on.</summary>
    [LoggerMessage(1349, LogLevel.Warning,
        "{Name}: the rule is on although mode is observe: connections go to {Alternate}, and nobody takes them back")]
    public static partial void RuleOnUnattended(ILogger log, string name, string alternate);

    /// <summary>Each five minutes: how steering stands.</summary>
    [LoggerMessage(1350, LogLevel.Information,
        "{Name}: {Mode}on {Link}, {Reason}; {Primary} {PrimaryZone} excess {PrimaryExcess}, "
        + "{Alternate} {Verdict} excess {AlternateExcess}; {Switches} in the last hour")]
    public static partial void SteeringSummary(
        ILogger log, string name, string mode, string link, string reason, string primary, string primaryZone,
        string primaryExcess, string alternate, string verdict, string alternateExcess, string switches);

    /// <summary>The end, and the rules are known to be off.</summary>
    [LoggerMessage(1351, LogLevel.Information, "{Name}: the rule is off")]
    public static partial void SteeringReleased(ILogger log, string name);

    /// <summary>The end, and nobody knows.</summary>
    [LoggerMessage(1352, LogLevel.Error,
        "{Name}: the rule could not be read to be off; on the router: /ip/firewall/mangle/disable "
        + "[find comment=\"{Rule}\"]")]
    public static partial void SteeringNotReleased(ILogger log, string name, string rule);
}
