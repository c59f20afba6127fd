using System.IO;
using System.Net;
using System.Text.Json;
using Wanctl.Status;

namespace Wanctl.Verbs;

/// <summary>
/// <c>wanctl alive</c>: whether the loop of the running daemon turns, whatever its lines and its router do. For health
/// checks of containers: to stop a controller because the line is down would mend nothing.
/// </summary>
internal static class AliveVerb
{
    private const string Usage = "wanctl alive [--at ADDRESS:PORT] [CONFIG...]";

    public static int Execute(string[] args)
    {
        if (!TryParse(args, out IPEndPoint? given, out List<string> paths, out string misuse))
            return Help.Misused(misuse, Usage);
        if (!DaemonAddress.TryFind(given, paths, figures: true, out IPEndPoint at))
            return ExitCode.Configuration;
        try
        {
            using JsonDocument health = JsonDocument.Parse(StatusClient.Get(at, "/health", unwell: true));
            string stalled = Stalled(health.RootElement);
            Console.Out.WriteLine(stalled.Length == 0 ? "the loop turns" : stalled);
            return stalled.Length == 0 ? ExitCode.Fine : ExitCode.Unhealthy;
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            Console.Error.WriteLine(exception is JsonException
                ? $"what listens at {at} answers no health: {exception.Message}"
                : exception.Message);
            return ExitCode.NotRunning;
        }
    }

    /// <summary>What the daemon's health says of its loop: which link has had no tick; empty where all have.</summary>
    internal static string Stalled(JsonElement health)
    {
        if (health.ValueKind != JsonValueKind.Object
            || !health.TryGetProperty("problems", out JsonElement problems)
            || problems.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("found no problems, wanted a list of them");
        }
        foreach (JsonElement problem in problems.EnumerateArray())
        {
            if (problem.Text("kind") == "loop_stalled")
                return $"the loop is stalled: {problem.Text("wan")}: {problem.Text("message")}";
        }
        return "";
    }

    private static bool TryParse(string[] args, out IPEndPoint? at, out List<string> paths, out string problem)
    {
        at = null;
        paths = [];
        problem = "";
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            if (args[i] == "--at")
                at = StatusOptions.EndPoint(++i < args.Length ? args[i] : "nothing", ref problem);
            else if (args[i].StartsWith('-'))
                problem = CommandWords.NoOption("alive", args[i]);
            else
                paths.Add(args[i]);
        }
        if (at is not null && paths.Count > 0)
            problem = StatusOptions.TwoPlaces;
        return problem.Length == 0;
    }
}
