namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The bounds that hold on other lines and at other intervals where the usual one does not, and why: because the line
/// makes it impossible, which <see cref="OracleController"/>, that knows the line, shows by missing it too; or because
/// the law is slow there, which is its own fault and none of the line's.
/// </summary>
internal static class StatedBounds
{
    private const double Any = double.PositiveInfinity;

    /// <summary>What the line, or the time that its router takes, makes impossible.</summary>
    private static readonly Dictionary<(string Variant, string Scenario, string Figure), double> s_line = new()
    {
        // A queue drains as the servers hear of it, and connections fill 80 ms of path slowly, after each loss again.
        // The oracle: 1.6 s, 0.88, 0.93.
        [("base RTT 80 ms", "step", "drain (s)")] = 2.2,
        [("base RTT 80 ms", "step", "utilisation at 50 Mbit/s")] = 0.82,
        [("base RTT 80 ms", "dsl-upload", "utilisation")] = 0.90,

        // A packet takes 6 ms at 2 Mbit/s and 20 ms at 0.6, and four connections have two each under way at the least:
        // that alone is 50 and 160 ms. The oracle never drains; its 95 % are at 157 and 1026 ms (step), 97 ms with a
        // reflector lost, its 99 % at 185 ms.
        [("2 Mbit/s", "step", "drain (s)")] = Any,
        [("2 Mbit/s", "step", "p95 excess settled at 50 Mbit/s (ms)")] = 50,
        [("2 Mbit/s", "step", "p95 excess settled at 15 Mbit/s (ms)")] = 250,
        [("2 Mbit/s", "rrul-dsl", "p99 excess (ms)")] = 500,
        [("2 Mbit/s", "reflector-loss", "p95 excess (ms)")] = 70,

        // The same at 10 and 3 Mbit/s: 10 and 32 ms. The oracle never drains; 15 and 52 ms, 14 with a reflector lost.
        [("10 Mbit/s", "step", "drain (s)")] = Any,
        [("10 Mbit/s", "step", "p95 excess settled at 50 Mbit/s (ms)")] = 12,
        [("10 Mbit/s", "step", "p95 excess settled at 15 Mbit/s (ms)")] = 55,
        [("10 Mbit/s", "reflector-loss", "p95 excess (ms)")] = 25,

        // While the router takes its 400 ms, the queue grows; then it drains, in 1.9 s for the oracle.
        [("API time 400 ms", "step", "drain (s)")] = 2.6,
    };

    /// <summary>What the law reaches where it is slow; the oracle reaches the usual bound of each.</summary>
    private static readonly Dictionary<(string Variant, string Scenario, string Figure), double> s_law = new()
    {
        // It takes a round trip more to be sure of a collapse, and each step of a climb is judged by what was used of
        // it, which takes TCP seconds over such a path.
        [("base RTT 80 ms", "step", "cut (s)")] = 0.65,
        [("base RTT 80 ms", "step", "utilisation at 15 Mbit/s")] = 0.91,
        [("base RTT 80 ms", "step", "rise (s)")] = 8.5,
        [("base RTT 80 ms", "path-change", "utilisation after 20 s")] = 0.8,

        // An echo waits for whole packets, and the law takes some of that for a queue: it holds a third less delay
        // than the oracle and gives a quarter of the line for it; where the path shifts it may stay low.
        [("2 Mbit/s", "step", "cut (s)")] = 0.5,
        [("2 Mbit/s", "step", "utilisation at 50 Mbit/s")] = 0.75,
        [("2 Mbit/s", "step", "utilisation at 15 Mbit/s")] = 0.65,
        [("2 Mbit/s", "step", "rise (s)")] = 6,
        [("2 Mbit/s", "dsl-upload", "p95 excess (ms)")] = 15,
        [("2 Mbit/s", "dsl-upload", "utilisation")] = 0.95,
        [("2 Mbit/s", "path-change", "limit back to 90 % of the capacity (s)")] = Any,
        [("2 Mbit/s", "path-change", "utilisation after 20 s")] = 0.25,
        [("10 Mbit/s", "step", "cut (s)")] = 0.65,
        [("10 Mbit/s", "step", "utilisation at 50 Mbit/s")] = 0.9,
        [("10 Mbit/s", "step", "utilisation at 15 Mbit/s")] = 0.83,
        [("10 Mbit/s", "step", "rise (s)")] = 4,
        [("10 Mbit/s", "rrul-dsl", "p99 excess (ms)")] = 45,

        // A step is judged when it is used, and TCP's congestion avoidance fills 1 Gbit/s within 8 s at best.
        [("200 Mbit/s", "step", "rise (s)")] = 4,
        [("1000 Mbit/s", "step", "rise (s)")] = 11,

        // The line is the usual one. The law counts samples: two at the least to tell a queue, three or more to judge
        // a cut or a step; a queue grows, and a climb waits, while they come.
        [("interval 100 ms", "step", "cut (s)")] = 0.45,
        [("interval 100 ms", "step", "drain (s)")] = 2.5,
        [("interval 100 ms", "step", "p95 excess settled at 15 Mbit/s (ms)")] = 16,
        [("interval 100 ms", "step", "rise (s)")] = 4.2,
        [("interval 100 ms", "dsl-upload", "p95 excess (ms)")] = 9.5,
        [("interval 250 ms", "step", "cut (s)")] = 0.8,
        [("interval 250 ms", "step", "drain (s)")] = 4.6,
        [("interval 250 ms", "step", "p95 excess settled at 50 Mbit/s (ms)")] = 13.5,
        [("interval 250 ms", "step", "p95 excess settled at 15 Mbit/s (ms)")] = 31,
        [("interval 250 ms", "step", "utilisation at 50 Mbit/s")] = 0.94,
        [("interval 250 ms", "step", "utilisation at 15 Mbit/s")] = 0.85,
        [("interval 250 ms", "step", "rise (s)")] = 8.2,
        [("interval 250 ms", "dsl-upload", "p95 excess (ms)")] = 19,
        [("interval 250 ms", "path-change", "utilisation after 20 s")] = 0.83,
        [("interval 250 ms", "reflector-loss", "download limit kept")] = 0.95,
        [("interval 250 ms", "reflector-loss", "p95 excess (ms)")] = 14.5,
    };

    /// <summary>
    /// What the law reaches behind a slow router; the oracle, which knows the line and needs no counters, the usual
    /// bounds of each.
    /// </summary>
    private static readonly Dictionary<(string Variant, string Scenario, string Figure), double> s_router = new()
    {
        // The router takes so long to put a limit in force: a queue grows and drains meanwhile, and a step is judged
        // later.
        [("API time 150 ms", "step", "cut (s)")] = 0.75,
        [("API time 150 ms", "step", "utilisation at 15 Mbit/s")] = 0.91,
        [("API time 150 ms", "step", "rise (s)")] = 3.4,
        [("API time 150 ms", "dsl-upload", "p95 excess (ms)")] = 12,
        [("API time 400 ms", "step", "cut (s)")] = 1.9,
        [("API time 400 ms", "step", "p95 excess settled at 50 Mbit/s (ms)")] = 11.5,
        [("API time 400 ms", "step", "utilisation at 50 Mbit/s")] = 0.83,
        [("API time 400 ms", "step", "utilisation at 15 Mbit/s")] = 0.89,
        [("API time 400 ms", "step", "rise (s)")] = 6,
        [("API time 400 ms", "dsl-upload", "p95 excess (ms)")] = 17,
        [("API time 400 ms", "dsl-upload", "utilisation")] = 0.94,
        [("API time 400 ms", "reflector-loss", "p95 excess (ms)")] = 12,

        // What passes under a limit is known with the next refresh of the counters: a step is judged then, and what a
        // line that collapses delivers is guessed from the delay until then.
        [("counters every 200 ms", "step", "cut (s)")] = 0.6,
        [("counters every 200 ms", "step", "utilisation at 15 Mbit/s")] = 0.88,
        [("counters every 500 ms", "step", "cut (s)")] = 0.85,
        [("counters every 500 ms", "step", "drain (s)")] = 1.3,
        [("counters every 500 ms", "step", "rise (s)")] = 3.4,
        [("counters every 1000 ms", "step", "cut (s)")] = 1,
        [("counters every 1000 ms", "step", "drain (s)")] = 2,
        [("counters every 1000 ms", "step", "p95 excess settled at 15 Mbit/s (ms)")] = 12,
        [("counters every 1000 ms", "step", "utilisation at 50 Mbit/s")] = 0.76,
        [("counters every 1000 ms", "step", "utilisation at 15 Mbit/s")] = 0.89,
        [("counters every 1000 ms", "step", "rise (s)")] = 4.6,
        [("counters every 1000 ms", "dsl-upload", "utilisation")] = 0.95,
        [("counters every 2000 ms", "step", "cut (s)")] = 0.6,
        [("counters every 2000 ms", "step", "utilisation at 50 Mbit/s")] = 0.9,
        [("counters every 2000 ms", "step", "utilisation at 15 Mbit/s")] = 0.86,
        [("counters every 2000 ms", "step", "rise (s)")] = 8.1,
        // Until the interface has shown the same traffic for some seconds, the queue's own counters are used.
        [("queues' counters every 1000 ms and interfaces' at once", "step", "utilisation at 50 Mbit/s")] = 0.87,
        [("queues' counters every 2000 ms and interfaces' at once", "step", "utilisation at 50 Mbit/s")] = 0.92,
        [("readings up to 250 ms late", "step", "cut (s)")] = 0.6,
        [("readings up to 250 ms late", "step", "utilisation at 15 Mbit/s")] = 0.89,
        [("counters restart at each set", "step", "drain (s)")] = 1.5,
        [("counters restart at each set", "step", "utilisation at 15 Mbit/s")] = 0.81,
    };

    /// <summary>The bound that holds; null where the scenario's own does.</summary>
    public static StatedBound? Of(string variant, string scenario, string figure)
    {
        if (s_line.TryGetValue((variant, scenario, figure), out double bound))
            return new StatedBound(bound, ByLine: true);
        return s_law.TryGetValue((variant, scenario, figure), out bound)
            || s_router.TryGetValue((variant, scenario, figure), out bound)
            ? new StatedBound(bound, ByLine: false)
            : null;
    }
}
