using System.Globalization;
using Wanctl.Simulation.Line;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Scenarios;

/// <summary>What is to be done when, as words for tests/Lab/play.</summary>
internal static class Timeline
{
    private const double BlipSeconds = 0.2;

    /// <summary>All events, in their order.</summary>
    public static List<(double Seconds, string Words)> Of(LabScenario scenario, ulong seed)
    {
        var events = new List<(double Seconds, string Words)>();
        double end = scenario.Seconds;
        var moments = new SortedSet<double>();
        foreach ((double at, _) in scenario.Down.Points())
            moments.Add(at);
        foreach ((double at, _) in scenario.Up.Points())
            moments.Add(at);
        foreach (double at in moments)
        {
            // A recorded line changes too often for tc; wanctl-lab line follows it.
            if (at > 0 && scenario.Traces.Count == 0)
                events.Add((at, Text($"line {scenario.Down.At(at)} {scenario.Up.At(at)}")));
        }
        foreach ((double at, double shift) in scenario.Path.Points())
            events.Add((at, Text($"path {scenario.RttMs + shift:F3} 0")));
        foreach (Load load in scenario.Loads)
        {
            string words = Text($"{(load.Up ? "up" : "down")} {Math.Min(load.Until, end) - load.From} {load.Flows}");
            events.Add((load.From, Text($"load {words} {load.PaceMbps} {load.Dscp} {load.Control}")));
        }
        foreach (Call call in scenario.Calls)
            events.Add((call.From, Text($"call {call.From} {Math.Min(call.Until, end)} {call.Dscp}")));
        foreach (ReflectorOutage outage in scenario.Outages)
        {
            string which = outage.Reflector < 0 ? "all" : Text($"{outage.Reflector}");
            events.Add((outage.From, $"silent {which}"));
            if (outage.To < end)
                events.Add((outage.To, $"answering {which}"));
        }
        foreach (RouterTrouble trouble in scenario.Troubles)
        {
            string word = trouble.Kind.ToString();
            events.Add((trouble.From, Text($"router {word} {trouble.To - trouble.From}").ToLowerInvariant()));
        }
        Blips(scenario, seed, events);
        events.RemoveAll(found => found.Seconds >= end);
        events.Add((end, "end"));
        // The sort is not stable; equal moments keep their order by their place.
        var order = new List<(double Seconds, int Place)>();
        for (int i = 0; i < events.Count; i++)
            order.Add((events[i].Seconds, i));
        order.Sort();
        return order.ConvertAll(place => events[place.Place]);
    }

    private static void Blips(LabScenario scenario, ulong seed, List<(double Seconds, string Words)> events)
    {
        if (scenario.BlipsPerMinute <= 0)
            return;
        var noise = new SeededNoise(seed * 7 + 3);
        double gap = 60 / scenario.BlipsPerMinute;
        double at = 0;
        while ((at += BlipSeconds + gap * noise.Exponential()) < scenario.Seconds)
        {
            double rtt = scenario.RttMs + scenario.Path.At(at);
            events.Add((at, Text($"path {rtt:F3} {100 + 150 * noise.Share():F3}")));
            events.Add((at + BlipSeconds, Text($"path {rtt:F3} 0")));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
