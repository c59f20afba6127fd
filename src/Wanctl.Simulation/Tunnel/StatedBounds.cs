namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The bounds that hold where a line makes a figure impossible. Beside each group stands why, and what a controller
/// that knows the line (<see cref="OracleController"/>) reaches there.
/// </summary>
internal static class StatedBounds
{
    private const double Any = double.PositiveInfinity;

    private static readonly Dictionary<(string Variant, string Scenario, string Figure), double> s_bounds = new()
    {
        // TCP with 80 ms to go needs seconds to fill what it is given, and after each loss again: the oracle's
        // utilisation is 0.88 at 50 Mbit/s, 0.95 at 15, 0.93 on the upload, 0.90 on the longer path. Each step of a
        // climb is judged by what was used of it, so the climb takes as long as the traffic does.
        [("base RTT 80 ms", "step", "cut (s)")] = 0.65,
        [("base RTT 80 ms", "step", "drain (s)")] = 2.2,
        [("base RTT 80 ms", "step", "utilisation at 50 Mbit/s")] = 0.82,
        [("base RTT 80 ms", "step", "utilisation at 15 Mbit/s")] = 0.91,
        [("base RTT 80 ms", "step", "rise (s)")] = 8.5,
        [("base RTT 80 ms", "dsl-upload", "utilisation")] = 0.90,
        [("base RTT 80 ms", "path-change", "utilisation after 20 s")] = 0.8,

        // A packet takes 6 ms at 2 Mbit/s and 20 ms at 0.6, and four connections have two each under way at the least:
        // that alone is 50 and 160 ms. The oracle's 95 % are at 180, 1030 (step), 6 (upload), 126 and 134 ms; its RRUL
        // has its 99 % at 210 ms.
        [("2 Mbit/s", "step", "cut (s)")] = 0.5,
        [("2 Mbit/s", "step", "drain (s)")] = Any,
        [("2 Mbit/s", "step", "p95 excess settled at 50 Mbit/s (ms)")] = 50,
        [("2 Mbit/s", "step", "p95 excess settled at 15 Mbit/s (ms)")] = 250,
        [("2 Mbit/s", "step", "utilisation at 50 Mbit/s")] = 0.75,
        [("2 Mbit/s", "step", "utilisation at 15 Mbit/s")] = 0.65,
        [("2 Mbit/s", "step", "rise (s)")] = 6,
        [("2 Mbit/s", "dsl-upload", "p95 excess (ms)")] = 15,
        [("2 Mbit/s", "dsl-upload", "utilisation")] = 0.95,
        [("2 Mbit/s", "rrul-dsl", "p99 excess (ms)")] = 500,
        [("2 Mbit/s", "path-change", "limit back to 90 % of the capacity (s)")] = Any,
        [("2 Mbit/s", "path-change", "utilisation after 20 s")] = 0.25,
        [("2 Mbit/s", "reflector-loss", "p95 excess (ms)")] = 70,

        // The same at 10 and 3 Mbit/s: 10 and 32 ms. The oracle: 15 and 52 ms, 14 with a reflector lost, RRUL 21 ms.
        [("10 Mbit/s", "step", "cut (s)")] = 0.65,
        [("10 Mbit/s", "step", "drain (s)")] = Any,
        [("10 Mbit/s", "step", "p95 excess settled at 50 Mbit/s (ms)")] = 12,
        [("10 Mbit/s", "step", "p95 excess settled at 15 Mbit/s (ms)")] = 55,
        [("10 Mbit/s", "step", "utilisation at 50 Mbit/s")] = 0.9,
        [("10 Mbit/s", "step", "utilisation at 15 Mbit/s")] = 0.83,
        [("10 Mbit/s", "step", "rise (s)")] = 4,
        [("10 Mbit/s", "rrul-dsl", "p99 excess (ms)")] = 45,
        [("10 Mbit/s", "reflector-loss", "p95 excess (ms)")] = 25,

        // TCP's congestion avoidance fills 1 Gbit/s within 8 s at best; a step is judged when it is used.
        [("200 Mbit/s", "step", "rise (s)")] = 4,
        [("1000 Mbit/s", "step", "rise (s)")] = 11,

        // It takes three samples to tell a queue from chance, and a queue grows while they come.
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

    /// <summary>The bound that holds; null where the scenario's own does.</summary>
    public static double? Of(string variant, string scenario, string figure) =>
        s_bounds.TryGetValue((variant, scenario, figure), out double bound) ? bound : null;
}
