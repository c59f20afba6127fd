using Wanctl.Lab.Calling;
using Wanctl.Lab.Delay;
using Wanctl.Lab.Flood;
using Wanctl.Lab.Lines;
using Wanctl.Lab.Router;
using Wanctl.Lab.Scenarios;
using Wanctl.Lab.Score;
using Wanctl.Lab.Watch;

namespace Wanctl.Lab;

/// <summary>The lab's own programs, one verb each; tests/Lab/play and build/lab start them.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            var words = new Words(args.AsSpan(Math.Min(1, args.Length)));
            return (args.Length == 0 ? "" : args[0]) switch
            {
                "router" => RouterVerb.Run(words),
                "flood" => FloodVerb.Run(words),
                "call" => CallVerb.Run(words),
                "line" => LineVerb.Run(words),
                "queues" => QueuesVerb.Run(words),
                "ping" => PingVerb.Run(words),
                "usage" => UsageVerb.Run(words),
                "delay" => DelayVerb.Run(words),
                "head" => ScenarioVerbs.Head(words),
                "timeline" => ScenarioVerbs.Play(words),
                "config" => DaemonFileVerb.Run(words),
                "score" => ScoreVerb.Run(words),
                _ => throw new LabException(
                    "wanted router, flood, call, line, queues, ping, usage, delay, head, timeline, config or score"),
            };
        }
        catch (MissingPartException missing)
        {
            Console.Error.WriteLine($"skipped: {missing.Message}");
            return 4;
        }
        catch (Exception exception) when (exception is LabException or InvalidOperationException)
        {
            Console.Error.WriteLine($"wanctl-lab: {exception.Message}");
            return exception is LabException ? 2 : 1;
        }
    }
}
