using Wanctl.Core.Measure;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Tell;

/// <summary>Steering's enums in words for people.</summary>
public static class SteeringWords
{
    /// <summary>Why connections go where they go.</summary>
    public static string Of(SteeringReason reason) => reason switch
    {
        SteeringReason.Start => "nothing measured yet",
        SteeringReason.Normal => "all is well",
        SteeringReason.Gathering => "bad, but not for long enough",
        SteeringReason.SwitchOver => "bad for long enough",
        SteeringReason.Holding => "not well yet",
        SteeringReason.Recovering => "well, but not for long enough",
        SteeringReason.SwitchBack => "well for long enough",
        SteeringReason.AlternateFailed => "the other link has failed",
        SteeringReason.BothBad => "both links are bad",
        SteeringReason.Frozen => "not measured",
        _ => reason.ToString(),
    };

    /// <summary>What keeps a switch back.</summary>
    public static string Of(SteeringBlocker blocker) => blocker switch
    {
        SteeringBlocker.None => "nothing is in the way",
        SteeringBlocker.Alternate => "the other link could not take them",
        SteeringBlocker.Brake => "too many switches lately, more evidence is asked for",
        SteeringBlocker.Budget => "the switches of this hour are used up",
        SteeringBlocker.HoldDown => "held after a switch",
        SteeringBlocker.RouterAway => "the router is away",
        SteeringBlocker.RuleTrouble => "the rule cannot be switched",
        SteeringBlocker.Unconfirmed => "waiting for the router",
        SteeringBlocker.RefusedLately => "the router did not do it; the next try waits",
        SteeringBlocker.ByHand => "switched by hand, left alone for a while",
        _ => blocker.ToString(),
    };

    /// <summary>Whether the other link may take connections.</summary>
    public static string Of(AlternateVerdict verdict) => verdict switch
    {
        AlternateVerdict.Unknown => "has never answered",
        AlternateVerdict.Well => "is well",
        AlternateVerdict.Settling => "is well, but not for long enough",
        AlternateVerdict.Silent => "does not answer",
        AlternateVerdict.Down => "is down",
        AlternateVerdict.Congested => "is congested itself",
        AlternateVerdict.Cutting => "fights a queue of its own",
        AlternateVerdict.Worse => "would be no better",
        _ => verdict.ToString(),
    };

    /// <summary>What is wrong with a rule, and what mends it.</summary>
    public static string Trouble(MangleState state) => state switch
    {
        MangleState.Missing => "is missing: no rule has exactly this comment",
        MangleState.OtherCodePage => "is there in an 8-bit code page (Windows-1252/Latin-1 or 1251) and not in UTF-8: "
            + "write its comment again in a terminal of UTF-8, as ssh",
        MangleState.Several => "is there several times: give each rule a comment of its own",
        MangleState.Invalid => "is invalid: RouterOS says so, see /ip/firewall/mangle/print",
        MangleState.Dynamic => "is dynamic: RouterOS made it by itself and would not keep a change",
        MangleState.Unreadable => "cannot be read: the user's group needs the policies api and read",
        _ => "is unknown",
    };

    /// <summary>Which of a steering's rules something happened to, to stand before a verb.</summary>
    internal static string Rules(int count, bool all) =>
        count == 1 ? "the rule was" : all ? "the rules were" : "some of the rules were";

    /// <summary>How far steering goes, to stand before a sentence.</summary>
    public static string Prefix(SteeringMode mode) => mode == SteeringMode.Active ? "" : "observing only: ";

    /// <summary>What a person would say of a link that is bad.</summary>
    internal static string Evidence(in LinkHealth link) =>
        FormattableString.Invariant($"{link.ExcessMs:0} ms of excess delay, ")
        + $"{Amount.Of(link.Drops, "drop")} and {Amount.Of(link.Queue, "packet")} queued"
        + (link.AtFloor ? ", at its floor" : "");
}
