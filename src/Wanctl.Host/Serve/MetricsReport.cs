using System.Buffers;
using System.Globalization;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Serve;

/// <summary>
/// What <c>/metrics</c> says: the original's names where they exist, base units and words for everything else. What is
/// not known has no sample, so that nobody averages a zero that nobody measured.
/// </summary>
internal static partial class MetricsReport
{
    public static void Write(
        ArrayBufferWriter<byte> target, ProcessPicture process, int problems, int viewers, Instant now, double started)
    {
        var metrics = new MetricsWriter(target);
        Process(metrics, process, problems, viewers, now, started);
        LoopFigures figures = process.Figures;
        Loop(metrics, in figures);
        Original(metrics, process, now);
        Rates(metrics, process, now);
        Beliefs(metrics, process);
        Troubles(metrics, process, now);
        Delays(metrics, process, now);
        Echoes(metrics, process);
        Reflectors(metrics, process);
        States(metrics, process);
        Shapers(metrics, process);
        Steering(metrics, process.Steering);
    }

    private static void Process(
        MetricsWriter metrics, ProcessPicture process, int problems, int viewers, Instant now, double started)
    {
        metrics.Family("wanctl_build_info", "gauge", "Always 1; the label is the version.");
        metrics.Sample(1, "version", process.Version);
        metrics.Family("wanctl_healthy", "gauge", "1 where /health says healthy, else 0.");
        metrics.Sample(problems == 0 ? 1 : 0);
        metrics.Family("wanctl_uptime_seconds", "gauge", "Seconds since the daemon began to control.");
        metrics.Sample((now - process.Started).Seconds);
        metrics.Family("wanctl_status_viewers", "gauge", "Clients that watch the event stream.");
        metrics.Sample(viewers);
        metrics.Family("process_start_time_seconds", "gauge", "Start of the process, in seconds since 1970.");
        metrics.Sample(started);
        metrics.Family("process_cpu_seconds_total", "counter", "CPU time of the process in seconds.");
        metrics.Sample(Environment.CpuUsage.TotalTime.TotalSeconds);
        metrics.Family("process_resident_memory_bytes", "gauge", "Resident memory of the process in bytes.");
        metrics.Sample(Environment.WorkingSet);
    }

    private static void Loop(MetricsWriter metrics, in LoopFigures figures)
    {
        metrics.Family("wanctl_loop_turns_total", "counter", "Turns of the loop, of all links together.");
        metrics.Sample(figures.Turns);
        metrics.Family("wanctl_loop_skipped_turns_total", "counter", "Turns left out because an earlier one was late.");
        metrics.Sample(figures.Skipped);
        metrics.Family("wanctl_loop_failed_turns_total", "counter", "Turns that ended with a fault.");
        metrics.Sample(figures.Failed);
        metrics.Family(
            "wanctl_loop_allocated_bytes_total", "counter", "Bytes that the loop allocated since it was warm.");
        metrics.Sample(figures.AllocatedBytes);
        metrics.Family("wanctl_loop_cpu_seconds_total", "counter", "CPU time of the loop's thread since it was warm.");
        metrics.Sample(figures.CpuNanos / 1e9);
        metrics.Family("wanctl_loop_lateness_seconds", "gauge", "How late turns began, since start.");
        foreach (double share in (ReadOnlySpan<double>)[0.5, 0.99, 0.999])
        {
            string quantile = share.ToString(CultureInfo.InvariantCulture);
            metrics.Sample(Math.Min(figures.Lateness.Quantile(share).Seconds, figures.Lateness.Max.Seconds),
                "quantile", quantile);
        }
        metrics.Sample(figures.Lateness.Max.Seconds, "quantile", "1");
        metrics.Family(
            "wanctl_cycle_duration_seconds", "gauge", "Mean CPU time of a turn of the loop in seconds.");
        if (figures.WarmTurns > 0)
            metrics.Sample(figures.CpuNanos / 1e9 / figures.WarmTurns);
    }

    private static void Steering(MetricsWriter metrics, SteeringFacts? steering)
    {
        if (steering is null)
            return;
        metrics.Family(
            "wanctl_steering_enabled", "gauge", "1 while connections are steered to the other WAN, else 0.");
        metrics.Sample(steering.Engaged ? 1 : 0, "mode", steering.Mode);
        metrics.Family(
            "wanctl_congestion_state", "gauge", "How steering sees the primary WAN: 0 unknown, 1 GREEN, 2 YELLOW, "
            + "4 RED.");
        metrics.Sample(steering.Assessment switch { "GREEN" => 1, "YELLOW" => 2, "RED" => 4, _ => 0 });
        metrics.Family("wanctl_steering_transitions_total", "counter", "Switches between the WANs.");
        metrics.Sample(steering.ToAlternate, "from", steering.Primary, "to", steering.Alternate);
        metrics.Sample(steering.ToPrimary, "from", steering.Alternate, "to", steering.Primary);
    }
}
