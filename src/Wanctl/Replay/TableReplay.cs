using System.Globalization;
using System.IO;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using static System.FormattableString;

namespace Wanctl.Replay;

/// <summary>Steps a link through a table, a row a tick, on a virtual clock; every write is acknowledged in the next
/// tick.</summary>
internal sealed class TableReplay
{
    private const string Head =
        "seconds,down_zone,up_zone,down_bps,up_bps,load_ms,baseline_ms,down_reason,up_reason";

    /// <summary>What a law that keeps a belief adds.</summary>
    private const string BeliefHead = ",down_state,down_capacity_bps,down_deviation,down_outlook,down_next_try_s"
        + ",up_state,up_capacity_bps,up_deviation,up_outlook,up_next_try_s"
        + ",cause_download,cause_upload,cause_path,cause_chance";

    /// <summary>Where the virtual clock begins; not at 0, which estimators may take for "never".</summary>
    private static readonly Instant Begin = new(1_000_000_000);

    private readonly LinkSettings _settings;
    private readonly LinkState _state;
    private TableDirection _down;
    private TableDirection _up;
    private long _tick;

    private TableReplay(LinkSettings settings)
    {
        _settings = settings;
        _state = new LinkState(settings, LinkMemory.Initial(settings));
        _down = new TableDirection(Begin);
        _up = new TableDirection(Begin);
    }

    /// <summary>Replays a table; null, or what is wrong with it as <c>FILE:LINE: found X, wanted Y</c>.</summary>
    /// <param name="settings">What the link runs on.</param>
    /// <param name="file">What messages call the table.</param>
    /// <param name="input">The table.</param>
    /// <param name="output">Where the answer goes, a row a tick; rows before a wrong one are answered.</param>
    public static string? Run(LinkSettings settings, string file, TextReader input, TextWriter output)
    {
        var replay = new TableReplay(settings);
        var rows = new TableReader(file, input, settings.Interval);
        bool believes = settings.Law == RateLawKind.Adaptive2;
        output.WriteLine(believes ? Head + BeliefHead : Head);
        while (rows.TryRead(out TableRow row))
        {
            Decision decision = replay.Step(in row);
            string answer = Answer(in row, in decision);
            output.WriteLine(believes ? answer + Beliefs(in decision) : answer);
        }
        return rows.Problem;
    }

    private Decision Step(in TableRow row)
    {
        Observation seen = default;
        seen.Tick = _tick;
        seen.Now = Begin + _settings.Interval * _tick;
        seen.Shaper.State = ShaperState.Ready;
        _down.Report(row.DownloadBps, seen.Now, ref seen.Shaper.Down);
        _up.Report(row.UploadBps, seen.Now, ref seen.Shaper.Up);
        if (row.RttMs is { } millis)
        {
            seen.Echoes.Add(new EchoSample
            {
                Sequence = (uint)_tick,
                RttMicros = (int)Math.Round(millis * 1000),
                SentAt = seen.Now - Duration.FromMillis(millis),
            });
        }
        _tick++;
        Decision decision = LinkController.Step(_settings, _state, in seen);
        _down.Ask(in decision.Down);
        _up.Ask(in decision.Up);
        return decision;
    }

    private static string Answer(in TableRow row, in Decision decision) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Seconds},{Tokens.Of(decision.Down.Zone)},{Tokens.Of(decision.Up.Zone)},"
        + $"{decision.Down.Wanted.BitsPerSecond},{decision.Up.Wanted.BitsPerSecond},"
        + $"{decision.LoadMs:R},{decision.BaselineMs:R},"
        + $"{Tokens.Of(decision.Down.Reason)},{Tokens.Of(decision.Up.Reason)}");

    private static string Beliefs(in Decision decision) => Belief(in decision.Down.Belief)
        + Belief(in decision.Up.Belief)
        + (decision.Causes.Known
            ? Invariant($",{decision.Causes.Download:0.####},{decision.Causes.Upload:0.####},")
                + Invariant($"{decision.Causes.Path:0.####},{decision.Causes.Chance:0.####}")
            : ",,,,");

    private static string Belief(in DirectionBelief belief) =>
        Invariant($",{Tokens.Of(belief.State)},{belief.Capacity.BitsPerSecond},{belief.Deviation:0.####},")
        + Invariant($"{Tokens.Of(belief.Outlook)},")
        + (belief.Outlook == TryOutlook.Due ? Invariant($"{belief.NextTry.Seconds:0.##}") : "");
}
