using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Estimate;
using Wanctl.Core.Settings;
using Wanctl.Fuzz.Engine;
using Wanctl.Host.Keep;

namespace Wanctl.Fuzz.Targets;

/// <summary>A state file, ours, the original's or anybody's: what comes of it is within the link's bounds.</summary>
internal sealed class StateTarget : FuzzTarget
{
    private readonly ScratchFile _file = new("state.json");
    private readonly LinkSettings _link = Simulation.Tunnel.TunnelSettings.Link("cable", 100, 20) with
    {
        Law = RateLawKind.Adaptive2,
    };

    public override string Name => "state";

    public override int BytesMax => 4000;

    public override IReadOnlyList<string> Words =>
        ["{", "}", "[", "]", ":", ",", "\"", "null", "true", "\"ewma\"", "\"baseline_rtt\"", "\"load_rtt\"",
        "\"download\"", "\"current_rate\"", "\"last_applied\"", "\"dl_rate\"", "\"reflectors\"", "\"green_streak\"",
        "\"wanctl\"", "\"version\"", "\"usual_rate\"", "\"capacity\"", "\"deviation\"", "\"noise_per_second\"",
        "\\u0000", "\\ud800"];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.ASCII.GetBytes("""
            {"download": {"green_streak": 3, "soft_red_streak": 0, "red_streak": 0, "current_rate": 60000000},
             "upload": {"green_streak": 1, "soft_red_streak": 0, "red_streak": 2, "current_rate": 12000000},
             "ewma": {"baseline_rtt": 21.5, "load_rtt": 24.25},
             "last_applied": {"dl_rate": 60000000, "ul_rate": null},
             "reflectors": {"192.0.2.1": 20500, "2001:db8::1": 31000.5}, "timestamp": "2026-01-01T00:00:00.000Z"}
            """);
        yield return Encoding.ASCII.GetBytes("""
            {"wanctl": {"version": 2,
              "download": {"usual_rate": 60000000, "capacity": 58000000, "deviation": 0.02, "noise_per_second": 1e-5},
              "upload": {"usual_rate": null, "capacity": 9000000, "deviation": 0.3, "noise_per_second": 1e-4}}}
            """);
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        _file.Write(input);
        LinkMemory memory = LinkMemory.Initial(_link);
        int reflectors = 0;
        bool read = StateFile.TryRead(_file.At, ref memory, (_, micros) =>
        {
            reflectors++;
            Must(micros is > 0 and < 10_000_000, "a baseline is none");
        }, out string problem);
        Must(read || problem.Length > 0, "a file is not taken and nobody says why");
        LinkMemory clean = memory.Sanitised(_link);
        Must(double.IsFinite(clean.BaselineMs) && double.IsFinite(clean.LoadMs), "an average is no number");
        bool within = clean.DownWanted >= _link.Download.FloorRed && clean.DownWanted <= _link.Download.Ceiling;
        Must(within, "a rate is out of the link's bounds");
        var law = (BeliefLaw)new LinkState(_link, memory).Law;
        foreach (CapacityBelief belief in (CapacityBelief[])[law.DownBelief, law.UpBelief])
        {
            bool sane = belief.Capacity > 0 && double.IsFinite(belief.Capacity) && belief.Deviation is > 0 and <= 1
                && double.IsFinite(belief.NoisePerSecond) && !(belief.Usual <= 0 || double.IsInfinity(belief.Usual));
            Must(sane, "a belief is none");
        }
        return HashCode.Combine(
            read, reflectors, clean.BaselineMs, clean.DownWanted, clean.DownStreaks.Green, law.DownBelief.Usual);
    }
}
