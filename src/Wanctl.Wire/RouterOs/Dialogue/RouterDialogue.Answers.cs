namespace Wanctl.Wire.RouterOs.Dialogue;

/// <content>What the router's sentences mean: to the login, to a request, to a queue.</content>
public sealed partial class RouterDialogue
{
    private void Act(in Sentence sentence)
    {
        Reply reply = sentence.Reply;
        if (reply == Reply.Fatal)
        {
            Complain(sentence.Message);
            Finish(DialogueEnd.Fatal, Complaint);
        }
        else if (reply == Reply.Unknown)
        {
            UnknownReplies++;
        }
        else if (Stage == DialogueStage.LoggingIn && _loginSent)
        {
            ActOnLogin(in sentence, reply);
        }
        else if (Stage == DialogueStage.Talking && RequestTag.TryRead(sentence.Tag, out RequestTag tag))
        {
            ActOnAnswer(in sentence, reply, tag);
        }
        else
        {
            Strays++;
        }
    }

    private void ActOnLogin(in Sentence sentence, Reply reply)
    {
        switch (reply)
        {
            case Reply.Trap:
                // The wording differs by version and the category is often absent: a trap is a refusal, whatever its
                // words are.
                Complain(sentence.Message);
                Finish(DialogueEnd.LoginRefused, Complaint);
                break;
            case Reply.Done when sentence.TryGet("ret"u8, out _):
                Finish(DialogueEnd.RouterTooOld, "it wants the login of RouterOS before 6.43");
                break;
            case Reply.Done:
                Stage = DialogueStage.Talking;
                _resolveDue = true;
                _resourceDue = true;
                _book.Due();
                // Where there are no queues there is nothing to look for.
                Resolved = _queues.Length == 0;
                break;
        }
    }

    private void ActOnAnswer(in Sentence sentence, Reply reply, RequestTag tag)
    {
        ref RequestSlot slot = ref SlotOf(tag, out bool exists);
        if (!exists || !slot.Expects(tag.Generation))
        {
            Strays++;
            return;
        }
        switch (reply)
        {
            case Reply.Row:
                TakeRow(in sentence, tag);
                break;
            case Reply.Trap when tag.Kind == RequestKind.Interface:
                // Whoever wants the counters does without them as soon as they do not come.
                break;
            case Reply.Trap when tag.Kind == RequestKind.Target:
                // Not every router and user shows all of it, and what is missing is part of the judgement.
                _targets.Miss(tag, sentence.Message);
                break;
            case Reply.Trap:
                Complain(sentence.Message);
                slot.Trap(Complaint, sentence.Category == TrapCategory.MissingItem || SaysMissing(Complaint));
                break;
            case Reply.Done:
                slot.Free();
                Complete(tag, slot.Trapped, slot.Gone);
                break;
        }
    }

    private ref RequestSlot SlotOf(RequestTag tag, out bool exists)
    {
        exists = true;
        switch (tag.Kind)
        {
            case RequestKind.Set when tag.Index < _queues.Length:
                return ref _queues[tag.Index].Slot;
            case RequestKind.Statistics when tag.Index < _statistics.Length:
                return ref _statistics[tag.Index];
            case RequestKind.Resolve when tag.Index < _resolve.Length:
                return ref _resolve[tag.Index];
            case RequestKind.Interface when tag.Index < _interfaces.Length:
                return ref _interfaces[tag.Index];
            case RequestKind.Resource when tag.Index == 0:
                return ref _resource;
            case RequestKind.Target:
                return ref _targets.SlotOf(tag, out exists);
            case RequestKind.RuleSet or RequestKind.RuleLook:
                return ref _book.SlotOf(tag, out exists);
            default:
                exists = false;
                return ref _resource;
        }
    }

    private void TakeRow(in Sentence row, RequestTag tag)
    {
        if (tag.Kind == RequestKind.Resource)
        {
            TakeFacts(in row);
            return;
        }
        if (tag.Kind == RequestKind.RuleLook)
        {
            _book.Take(in row);
            return;
        }
        if (tag.Kind == RequestKind.Target)
        {
            _targets.Take(tag, in row);
            return;
        }
        if (tag.Kind == RequestKind.Interface)
        {
            InterfaceQuestion.Take(Group(tag.Index), in row);
            return;
        }
        if (tag.Kind is RequestKind.Set or RequestKind.RuleSet || !row.TryGet("name"u8, out ReadOnlySpan<byte> name))
            return;
        foreach (ShaperQueue queue in Group(tag.Index))
        {
            if (queue.Name.SequenceEqual(name))
                TakeQueue(in row, queue, tag.Kind);
        }
    }

    private void TakeQueue(in Sentence row, ShaperQueue queue, RequestKind kind)
    {
        queue.RowsSeen++;
        queue.RowState = queue.RowsSeen > 1 ? QueueState.Several : RowState(in row, kind);
        if (queue.RowState != QueueState.Ready)
            return;
        if (_menu.Simple)
        {
            row.TryGet("target"u8, out ReadOnlySpan<byte> target);
            row.TryGet("dst"u8, out ReadOnlySpan<byte> destination);
            queue.NoteTarget(target, destination);
        }
        if (row.TryGet("parent"u8, out ReadOnlySpan<byte> parent))
            queue.NoteParent(parent);
        // The id is taken from every reading, so that a queue which was removed and made again is found at once.
        row.TryGet(".id"u8, out ReadOnlySpan<byte> id);
        queue.Note(id);
        QueueReading reading = queue.Reading;
        if (_menu.TryRead(in row, ref reading))
            queue.Note(in reading);
        else
            UnreadableRows++;
    }

    private static QueueState RowState(in Sentence row, RequestKind kind)
    {
        if (Says(in row, "invalid"u8))
            return QueueState.Invalid;
        if (Says(in row, "disabled"u8))
            return QueueState.Disabled;
        // Without an id there is nothing to write to, and half an id may be somebody else's; a reading keeps the id
        // that the search has found.
        bool usable = kind == RequestKind.Statistics
            || (row.TryGet(".id"u8, out ReadOnlySpan<byte> id) && ShaperQueue.CanHold(id));
        return usable ? QueueState.Ready : QueueState.Unknown;
    }

    private static bool Says(in Sentence row, ReadOnlySpan<byte> flag) =>
        row.TryGet(flag, out ReadOnlySpan<byte> text) && Value.TryBool(text, out bool set) && set;

    private void TakeFacts(in Sentence row)
    {
        long before = _facts.UptimeNanos;
        if (row.TryGet("uptime"u8, out ReadOnlySpan<byte> uptime) && Value.TryDuration(uptime, out long nanos))
        {
            if (nanos < before)
                _facts.Reboots++;
            _facts.UptimeNanos = nanos;
        }
        if (row.TryGet("write-sect-since-reboot"u8, out ReadOnlySpan<byte> sectors)
            && Value.TryCounter(sectors, out ulong written))
            _facts.SectorsWritten = written;
        if (row.TryGet("cpu-load"u8, out ReadOnlySpan<byte> load) && Value.TryPercent(load, out int percent))
            _facts.CpuPercent = percent;
        _facts.Readings++;
    }

    private static bool SaysMissing(string complaint) =>
        complaint.Contains("no such item", StringComparison.OrdinalIgnoreCase);

    private void Complete(RequestTag tag, bool trapped, bool gone)
    {
        switch (tag.Kind)
        {
            case RequestKind.Set:
                CompleteSet(_queues[tag.Index], trapped, gone);
                break;
            case RequestKind.Resolve:
                CompleteResolve(Group(tag.Index), trapped);
                Resolved |= !AnyWaiting(_resolve);
                break;
            case RequestKind.Statistics when !trapped:
                CompleteStatistics(Group(tag.Index));
                break;
            case RequestKind.RuleSet:
                _book.CompleteSet(_book.Rules[tag.Index], trapped, gone);
                break;
            case RequestKind.RuleLook:
                _book.CompleteLook(trapped);
                break;
            case RequestKind.Target:
                _targets.Complete();
                break;
        }
    }

    private void CompleteSet(ShaperQueue queue, bool trapped, bool gone)
    {
        if (!trapped)
        {
            queue.Outcome = QueueOutcome.Done;
            queue.Refusal = "";
            return;
        }
        if (!gone)
        {
            queue.Outcome = QueueOutcome.Refused;
            queue.Refusal = queue.Slot.Words;
            return;
        }
        queue.Leave(QueueState.Unknown);
        queue.Outcome = QueueOutcome.Lost;
        _resolveDue = true;
    }

    private void CompleteResolve(ReadOnlySpan<ShaperQueue> queues, bool trapped)
    {
        foreach (ShaperQueue queue in queues)
        {
            if (trapped || queue.RowState != QueueState.Ready)
            {
                queue.Leave(trapped ? QueueState.Unknown : queue.RowState);
                continue;
            }
            queue.Accept();
            if (_menu.Simple && !queue.Judged && !queue.Assumed)
                _targets.Due();
            if (!Aimed(queue))
                queue.Leave(queue.Judged ? QueueState.TargetUnclear : QueueState.Unknown);
        }
    }

    /// <summary>
    /// A queue that was disabled, removed, renamed or doubled shows by its rows at once; that it is well again is for
    /// the next search to say.
    /// </summary>
    private void CompleteStatistics(ReadOnlySpan<ShaperQueue> queues)
    {
        foreach (ShaperQueue queue in queues)
        {
            if (queue.State != QueueState.Ready)
                continue;
            if (queue.RowState != QueueState.Ready)
            {
                queue.Leave(queue.RowState);
            }
            else if (Aimed(queue))
            {
                queue.Accept();
            }
            else
            {
                // Another target has to be judged anew, and a search brings that about.
                queue.Leave(QueueState.Unknown);
                _resolveDue = true;
            }
        }
    }

    private void Complain(ReadOnlySpan<byte> message)
    {
        const int LongestComplaint = 200;
        Complaints++;
        Complaint = message.IsEmpty
            ? "the router gave no reason"
            : PlainText.Of(message, LongestComplaint);
    }

    private void Finish(DialogueEnd end, string why)
    {
        Stage = DialogueStage.Ended;
        End = end;
        Complaint = why;
    }
}
