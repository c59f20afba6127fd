using System.Threading;
using Microsoft.Extensions.Logging;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Time;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Tell;

/// <summary>
/// Tells the log and the supervisor what the loop does, on a thread of its own and from the journal alone: a change
/// once, a summary each five minutes, nothing per tick. However slow the log's reader is, the loop does not notice.
/// </summary>
public sealed class Narrator : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// A summary each five minutes: 288 a day, some 300 kB for two links. What is between them is in the journal.
    /// </summary>
    private const int SummaryRounds = 3000;

    /// <summary>The supervisor's status line each ten seconds.</summary>
    private const int StatusRounds = 100;

    private readonly ControlLoop _loop;
    private readonly EventQueue _events;
    private readonly IServiceNotice _notice;
    private readonly ILogger _log;
    private readonly LinkStory[] _stories;
    private readonly SteeringStory? _steering;
    private readonly ManualResetEventSlim _ending = new();
    private readonly Thread _thread;
    private long _untold;

    /// <summary>Starts telling.</summary>
    public Narrator(
        IReadOnlyList<Link> links, ControlLoop loop, EventQueue events, IServiceNotice notice, ILogger log,
        Steering? steering = null)
    {
        _steering = steering is null ? null : new SteeringStory(steering, log);
        _loop = loop;
        _events = events;
        _notice = notice;
        _log = log;
        _stories = new LinkStory[links.Count];
        for (int i = 0; i < links.Count; i++)
            _stories[i] = new LinkStory(links[i], log);
        _thread = new Thread(Run) { Name = "narrator", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Tells the rest, and how it all went.</summary>
    public void Dispose()
    {
        _ending.Set();
        _thread.Join(TimeSpan.FromSeconds(2));
        _ending.Dispose();
    }

    private void Run()
    {
        for (int round = 1; !_ending.Wait(Interval); round++)
        {
            Tell();
            if (round % StatusRounds == 0)
                _notice.Status(Status());
            if (round % SummaryRounds == 0)
                Summarise();
        }
        Tell();
        Conclude();
    }

    private void Tell()
    {
        while (_events.TryTake(out HostEvent happened))
            Tell(in happened);
        foreach (LinkStory story in _stories)
            story.Follow();
        _steering?.Follow();
        long untold = _events.Dropped + (_steering?.Untold ?? 0);
        foreach (LinkStory story in _stories)
            untold += story.Untold;
        if (untold == _untold)
            return;
        Sentences.Untold(_log, Amount.Of(untold - _untold, "event"));
        _untold = untold;
    }

    private void Tell(in HostEvent happened)
    {
        (string where, string text, long number) = (happened.Where, happened.Text, happened.Number);
        switch (happened.What)
        {
            case Happening.RouterConnected: Sentences.RouterConnected(_log, where); break;
            case Happening.RouterUnreachable: Sentences.RouterUnreachable(_log, where, text); break;
            case Happening.RouterLost: Sentences.RouterLost(_log, where, text, number); break;
            case Happening.RouterRefuses: Sentences.RouterRefuses(_log, where, text, number); break;
            case Happening.RouterRebooted: Sentences.RouterRebooted(_log, where); break;
            case Happening.RouterComplains: Sentences.RouterComplains(_log, where, text); break;
            case Happening.QueueTrouble:
                Sentences.QueueTrouble(_log, where, text, QueueWord((QueueState)number));
                break;
            case Happening.QueueReplaced: Sentences.QueueReplaced(_log, where, text); break;
            case Happening.TargetUnclear: Sentences.TargetUnclear(_log, where, text); break;
            case Happening.TargetContradicted: Sentences.TargetContradicted(_log, where, text); break;
            case Happening.TargetSeen: Sentences.TargetSeen(_log, where, text); break;
            case Happening.QueueFound: Sentences.QueueFound(_log, where, text); break;
            case Happening.RuleTrouble:
                Sentences.RuleTrouble(_log, where, text, SteeringWords.Trouble((MangleState)number));
                break;
            case Happening.RuleFound: Sentences.RuleFound(_log, where, text); break;
            case Happening.CakeFound: Sentences.CakeFound(_log, where, text); break;
            case Happening.CakeTrouble: Sentences.CakeTrouble(_log, where, text); break;
            case Happening.CakeReplaced: Sentences.CakeReplaced(_log, where, text); break;
            case Happening.CakeChanged: Sentences.CakeChanged(_log, where, text); break;
            case Happening.InterfaceDown: Sentences.InterfaceDown(_log, where); break;
            case Happening.InterfaceUp: Sentences.InterfaceUp(_log, where); break;
            case Happening.KernelRefuses: Sentences.KernelRefuses(_log, text); break;
            case Happening.KernelAway: Sentences.KernelAway(_log, text); break;
            case Happening.KernelOverrun: Sentences.KernelOverrun(_log, Amount.Of(number, "time")); break;
            case Happening.KernelSlow: Sentences.KernelSlow(_log, number); break;
            case Happening.FileNotTakenUp: Sentences.FileNotTakenUp(_log, where); break;
            case Happening.FileGone: Sentences.FileGone(_log, where); break;
            case Happening.ValueChanged: Sentences.ValueChanged(_log, where, text); break;
            case Happening.ValueNotTakenUp: Sentences.ValueNotTakenUp(_log, where, text); break;
            case Happening.RouterBack: Sentences.RouterBack(_log, where, number); break;
            case Happening.StateUnwritable: Sentences.StateUnwritable(_log, where, text); break;
            case Happening.StateWritable: Sentences.StateWritable(_log, where); break;
            case Happening.JournalUnwritable: Sentences.JournalUnwritable(_log, where, text); break;
            case Happening.JournalWritable: Sentences.JournalWritable(_log, where); break;
            case Happening.JournalGap: Sentences.JournalGap(_log, where, Amount.Of(number, "tick")); break;
            case Happening.Reloaded: Sentences.Reloaded(_log, where); break;
            case Happening.ReloadRefused: Sentences.ReloadRefused(_log, text); break;
            case Happening.StatusServed: Sentences.StatusServed(_log, where, text); break;
            case Happening.StatusUnserved: Sentences.StatusUnserved(_log, where, text); break;
            case Happening.StatusFailed: Sentences.StatusFailed(_log, text); break;
            case Happening.StatusWaits: Sentences.StatusWaits(_log, where, text); break;
            case Happening.StatusTakes: Sentences.StatusTakes(_log, where); break;
            case Happening.TurnFailed: Sentences.TurnFailed(_log, number, text); break;
        }
    }

    private string Status()
    {
        Instant now = Clock.Now();
        string links = string.Join("; ", Array.ConvertAll(_stories, story => story.Status(now)));
        return _steering is null ? links : $"{links}; {_steering.Status()}";
    }

    private void Summarise()
    {
        foreach (LinkStory story in _stories)
            story.Summarise(Clock.Now());
        _steering?.Summarise(Clock.Now());
        LoopFigures figures = _loop.Figures;
        Sentences.LoopSummary(
            _log, Amount.Of(figures.Turns, "turn"), figures.Skipped, Micros(in figures, 0.5),
            Micros(in figures, 0.99), Micros(in figures, 0.999), CpuMicros(in figures));
    }

    private void Conclude()
    {
        foreach (LinkStory story in _stories)
            story.Summarise(Clock.Now());
        LoopFigures figures = _loop.Figures;
        Sentences.Stopped(
            _log, Amount.Of(figures.Turns, "turn"), figures.Skipped, Micros(in figures, 0.5),
            Micros(in figures, 0.99), Micros(in figures, 0.999), figures.Lateness.Max.Micros, CpuMicros(in figures),
            Amount.Of(figures.WarmTurns == 0 ? 0 : (double)figures.AllocatedBytes / figures.WarmTurns, "byte"),
            Amount.Of(figures.WarmTurns, "warm turn"));
    }

    private static long Micros(in LoopFigures figures, double share) => figures.Lateness.Quantile(share).Micros;

    private static double CpuMicros(in LoopFigures figures) =>
        figures.WarmTurns == 0 ? 0 : figures.CpuNanos / 1000.0 / figures.WarmTurns;

    private static string QueueWord(QueueState state) => state switch
    {
        QueueState.Missing => "missing",
        QueueState.Several => "there several times",
        QueueState.Disabled => "disabled",
        QueueState.Invalid => "invalid",
        _ => "unknown",
    };
}
