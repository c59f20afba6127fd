using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Screen;

/// <summary>Says what happened outside the samples and decisions; the log says it at greater length.</summary>
internal static class HappeningWords
{
    /// <summary>The event for a screen.</summary>
    public static ScreenEvent Of(in HostEvent happened, Instant at) =>
        new(at, InkOf(happened.What), Sentence(in happened));

    private static Ink InkOf(Happening what) => what switch
    {
        Happening.RouterConnected or Happening.QueueFound or Happening.StateWritable or Happening.JournalWritable
            or Happening.Reloaded or Happening.CakeFound or Happening.InterfaceUp or Happening.RuleFound
            or Happening.StatusServed or Happening.StatusTakes or Happening.TargetSeen or Happening.ValueChanged
            or Happening.RouterBack => Ink.Green,
        Happening.RouterRebooted or Happening.QueueReplaced or Happening.CakeReplaced or Happening.CakeChanged
            or Happening.KernelSlow or Happening.TargetContradicted => Ink.Yellow,
        _ => Ink.Red,
    };

    private static string Sentence(in HostEvent happened) => happened.What switch
    {
        Happening.RouterConnected => $"router {happened.Where}: connected over TCP, queues found",
        Happening.RouterUnreachable => $"router {happened.Where}: no connection: {happened.Text}",
        Happening.RouterLost => $"router {happened.Where}: connection lost: {happened.Text}",
        Happening.RouterRefuses => $"router {happened.Where}: refuses: {happened.Text}",
        Happening.RouterRebooted => $"router {happened.Where}: has been restarted",
        Happening.RouterBack => $"router {happened.Where}: is back after {happened.Number} s",
        Happening.RouterComplains => $"router {happened.Where}: says: {happened.Text}",
        Happening.QueueTrouble => $"router {happened.Where}: queue '{happened.Text}' cannot be used",
        Happening.QueueReplaced => $"router {happened.Where}: queue '{happened.Text}' was replaced",
        Happening.QueueFound => $"router {happened.Where}: queue '{happened.Text}' can be used",
        Happening.TargetUnclear => $"router {happened.Where}: {happened.Text}; write queues.target",
        Happening.TargetContradicted => $"router {happened.Where}: wrong way round: {happened.Text}",
        Happening.TargetSeen => $"router {happened.Where}: {happened.Text}",
        Happening.RuleTrouble => $"router {happened.Where}: mangle rule '{happened.Text}' cannot be switched",
        Happening.RuleFound => $"router {happened.Where}: mangle rule '{happened.Text}' can be switched",
        Happening.CakeFound => $"{happened.Where}: CAKE found",
        Happening.CakeTrouble => $"{happened.Where}: {happened.Text}",
        Happening.CakeReplaced => $"{happened.Where}: CAKE was replaced",
        Happening.CakeChanged => $"{happened.Where}: CAKE was changed by somebody else",
        Happening.InterfaceDown => $"{happened.Where}: down or without carrier",
        Happening.InterfaceUp => $"{happened.Where}: up again",
        Happening.KernelRefuses => $"the kernel refuses {happened.Text}",
        Happening.KernelAway => $"no conversation with the kernel: {happened.Text}",
        Happening.KernelOverrun => "news of the kernel were lost",
        Happening.KernelSlow => $"the kernel took {happened.Number} ms to answer",
        Happening.StateUnwritable => $"{happened.Where}: cannot be written: {happened.Text}",
        Happening.StateWritable => $"{happened.Where}: is written again",
        Happening.JournalUnwritable => $"{happened.Where}: the journal cannot be written: {happened.Text}",
        Happening.JournalWritable => $"{happened.Where}: the journal is written again",
        Happening.JournalGap => $"{happened.Where}: the journal lacks {Amount.Of(happened.Number, "tick")}",
        Happening.Reloaded => $"configuration read again and in force: {happened.Where}",
        Happening.ReloadRefused => $"configuration read again and refused: {happened.Text}",
        Happening.FileNotTakenUp => $"{happened.Where}: another file than at the start, not taken up",
        Happening.FileGone => $"{happened.Where}: the file is gone, and stays in force",
        Happening.ValueChanged => $"configuration {happened.Where}: {happened.Text}",
        Happening.ValueNotTakenUp => $"configuration {happened.Where}: {happened.Text}, not in force",
        Happening.StatusServed => $"{happened.Where} at http://{happened.Text}/",
        Happening.StatusUnserved => $"status cannot be served at {happened.Where}: {happened.Text}",
        Happening.StatusWaits => $"the status server at {happened.Where} cannot take a client: {happened.Text}",
        Happening.StatusTakes => $"the status server at {happened.Where} takes clients again",
        Happening.StatusFailed => "serving status failed: " + FirstLine(happened.Text),
        Happening.TurnFailed => "a turn of the loop failed: " + FirstLine(happened.Text),
        _ => happened.Text,
    };

    private static string FirstLine(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
