using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Wire.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>
/// Tells what happens to a router connection: each change once, and a trouble that lasts once a minute.
/// </summary>
internal sealed class RouterVoice
{
    private static readonly Duration Reminder = Duration.FromSeconds(60);

    /// <summary>A router that restarts is away for longer; a lost connection is made again sooner.</summary>
    private static readonly Duration LongAway = Duration.FromSeconds(10);

    private readonly string _where;
    private readonly RouterDialogue _dialogue;
    private readonly EventQueue _events;
    private readonly QueueState[] _told;
    private readonly MangleState[] _toldRules;
    private readonly int[] _replacements;
    private readonly int[] _judged;
    private Instant _remindAt = Instant.Never;
    private Instant _lostAt = Instant.Never;
    private string _trouble = "";
    private int _complaints;
    private int _reboots;
    private bool _connected;

    public RouterVoice(string where, RouterDialogue dialogue, EventQueue events)
    {
        _where = where;
        _dialogue = dialogue;
        _events = events;
        _told = new QueueState[dialogue.Queues.Length];
        _toldRules = new MangleState[dialogue.Rules.Length];
        _replacements = new int[dialogue.Queues.Length];
        _judged = new int[dialogue.Queues.Length];
    }

    /// <summary>Looks for changes in the dialogue.</summary>
    public void Listen(Instant now)
    {
        if (_dialogue.Stage != DialogueStage.Talking)
            return;
        if (!_connected && _dialogue.Resolved)
        {
            _connected = true;
            _trouble = "";
            _events.Post(Happening.RouterConnected, _where);
            if (_lostAt > Instant.Never && now - _lostAt >= LongAway)
                _events.Post(Happening.RouterBack, _where, number: (long)(now - _lostAt).Seconds);
            _lostAt = Instant.Never;
        }
        if (_dialogue.Facts.Reboots != _reboots)
        {
            _reboots = _dialogue.Facts.Reboots;
            _events.Post(Happening.RouterRebooted, _where);
        }
        Queues();
        Rules();
        if (_dialogue.Complaints == _complaints)
            return;
        _complaints = _dialogue.Complaints;
        if (_dialogue.Complaint != _trouble || now >= _remindAt)
            Remember(Happening.RouterComplains, _dialogue.Complaint, now);
    }

    /// <summary>The connection is gone, or could not be made.</summary>
    public void Lost(RetryKind kind, string why, Duration wait, Instant now)
    {
        Happening what = kind switch
        {
            RetryKind.Unreachable => Happening.RouterUnreachable,
            RetryKind.Refused => Happening.RouterRefuses,
            _ => Happening.RouterLost,
        };
        if (_connected || why != _trouble || now >= _remindAt)
            Remember(what, why, now, (long)wait.Millis);
        if (_lostAt == Instant.Never)
            _lostAt = now;
        _connected = false;
        Array.Clear(_told);
        Array.Clear(_toldRules);
        _complaints = _dialogue.Complaints;
    }

    private void Remember(Happening what, string text, Instant now, long number = 0)
    {
        _trouble = text;
        _remindAt = now + Reminder;
        _events.Post(what, _where, text, number);
    }

    private void Queues()
    {
        for (int i = 0; i < _told.Length; i++)
        {
            ShaperQueue queue = _dialogue.Queues[i];
            if (queue.Replacements != _replacements[i])
                _events.Post(Happening.QueueReplaced, _where, queue.ToString());
            _replacements[i] = queue.Replacements;
            Side(i, queue);
            if (queue.State == _told[i] || queue.State == QueueState.Unknown)
                continue;
            bool first = _told[i] == QueueState.Unknown;
            _told[i] = queue.State;
            if (queue.State == QueueState.Ready && first)
                continue;
            if (queue.State == QueueState.TargetUnclear)
            {
                _events.Post(Happening.TargetUnclear, _where, About(queue));
                continue;
            }
            Happening what = queue.State == QueueState.Ready ? Happening.QueueFound : Happening.QueueTrouble;
            _events.Post(what, _where, queue.ToString(), (long)queue.State);
        }
    }

    /// <summary>What a look has shown of a simple queue's target, where that is told and matters.</summary>
    private void Side(int index, ShaperQueue queue)
    {
        if (queue.Judgements == _judged[index])
            return;
        _judged[index] = queue.Judgements;
        if (queue.SeenSide == TargetSide.Unknown)
            return;
        if (queue.SeenSide != queue.Side)
        {
            string pairs = TargetVerdict.PairOf(queue.SeenSide), taken = TargetVerdict.PairOf(queue.Side);
            _events.Post(Happening.TargetContradicted, _where,
                $"{About(queue)}, so that its pairs are {pairs}; queues.target takes them for {taken}");
            return;
        }
        string text = $"{About(queue)}, so that its pairs are {TargetVerdict.PairOf(queue.Side)}";
        _events.Post(Happening.TargetSeen, _where, text);
    }

    private static string About(ShaperQueue queue) =>
        $"queue '{queue}' with target '{PlainText.Of(queue.Target)}': {PlainText.Of(queue.SideWhy)}";

    private void Rules()
    {
        for (int i = 0; i < _toldRules.Length; i++)
        {
            MangleRule rule = _dialogue.Rules[i];
            if (rule.State == _toldRules[i] || rule.State == MangleState.Unknown)
                continue;
            _toldRules[i] = rule.State;
            Happening what = rule.State == MangleState.Ready ? Happening.RuleFound : Happening.RuleTrouble;
            _events.Post(what, _where, rule.ToString(), (long)rule.State);
        }
    }
}
