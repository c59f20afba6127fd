using Wanctl.Core.Measure;
using Wanctl.Core.Steer;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>Switches the mangle rules of a conversation, all together.</summary>
public sealed class MangleHand(RouterDialogue dialogue) : IRuleHand
{
    private int _looks;
    private int _awaited;
    private bool _nothingToDo;
    private WriteOutcome _outcome;

    /// <inheritdoc/>
    public void Report(ref RuleReport report)
    {
        report.State = State();
        report.Outcome = Outcome();
        bool looked = dialogue.RuleLooks != _looks;
        _looks = dialogue.RuleLooks;
        if (report.State != RuleState.Ready)
            return;
        report.Read = looked;
        report.AllOn = true;
        report.AllOff = true;
        foreach (MangleRule rule in dialogue.Rules)
        {
            report.AllOn &= rule.On;
            report.AllOff &= !rule.On;
        }
    }

    /// <inheritdoc/>
    public void Apply(in SteeringDecision decision)
    {
        if (!decision.Write)
            return;
        _outcome = WriteOutcome.None;
        foreach (MangleRule rule in dialogue.Rules)
        {
            // What stands as wanted is not written: each change wears the router's flash.
            if (rule.On == decision.Wanted)
                continue;
            rule.Want(decision.Wanted);
            _awaited++;
        }
        _nothingToDo = _awaited == 0;
    }

    private RuleState State()
    {
        if (dialogue.Stage != DialogueStage.Talking)
            return RuleState.Away;
        foreach (MangleRule rule in dialogue.Rules)
        {
            if (rule.State != MangleState.Ready)
                return Of(rule.State);
        }
        return RuleState.Ready;
    }

    /// <summary>The worst of all outcomes, once all are known.</summary>
    private WriteOutcome Outcome()
    {
        if (_nothingToDo)
        {
            _nothingToDo = false;
            return WriteOutcome.Applied;
        }
        if (_awaited == 0)
            return WriteOutcome.None;
        foreach (MangleRule rule in dialogue.Rules)
        {
            WriteOutcome outcome = HandWords.Outcome(rule.TakeOutcome());
            if (outcome == WriteOutcome.None)
                continue;
            _awaited--;
            if (outcome > _outcome)
                _outcome = outcome;
        }
        return _awaited > 0 ? WriteOutcome.None : _outcome;
    }

    private static RuleState Of(MangleState state) => state switch
    {
        MangleState.Missing or MangleState.OtherCodePage => RuleState.Missing,
        MangleState.Several => RuleState.Several,
        MangleState.Invalid => RuleState.Invalid,
        MangleState.Dynamic => RuleState.Dynamic,
        MangleState.Unreadable => RuleState.Unreadable,
        _ => RuleState.Searching,
    };
}
