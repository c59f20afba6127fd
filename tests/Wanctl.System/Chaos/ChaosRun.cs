using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using Wanctl.SystemTests.Kit;
using Wanctl.SystemTests.Steer;

namespace Wanctl.SystemTests.Chaos;

/// <summary>
/// Two links and steering of the published binary, to which things happen; after each quiet the router must have what
/// the daemon says that it has. Same seed, same order of faults; their effect is real time's.
/// </summary>
public sealed class ChaosRun : IDisposable
{
    private const string Steering =
        "mode: active\nthresholds: {activation_seconds: 2, recovery_seconds: 3}\nalternate: {settle_seconds: 1}\n";

    /// <summary>What there is to set right is set right by then.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    /// <summary>A limit may be on its way at the moment of the look.</summary>
    private static readonly TimeSpan Looking = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A router whose connections come to nothing is tried every 10 s at last (docs/STATE.md), and a router that the
    /// daemon calls away has not been lied about.
    /// </summary>
    private static readonly TimeSpan BackingOff = TimeSpan.FromSeconds(11);

    private readonly SteeredRig _rig = new();
    private readonly Random _dice;
    private readonly ChaosFaults _faults;
    private readonly HttpClient _http;
    private readonly Action<string> _tell;
    private DaemonProcess _daemon;

    /// <param name="seed">Where all choices come from.</param>
    /// <param name="tell">Takes a line a round.</param>
    public ChaosRun(int seed, Action<string> tell)
    {
        _dice = new Random(seed);
        _tell = tell;
        _faults = new ChaosFaults(_rig, _dice);
        _http = _rig.Rig.Room.NewHttpClient();
        _daemon = _rig.Run(Steering);
    }

    /// <summary>Rounds that are over.</summary>
    public int Rounds { get; private set; }

    /// <summary>Runs rounds for a time; gives what was wrong, a line each.</summary>
    public IReadOnlyList<string> For(TimeSpan time)
    {
        var wrong = new List<string>();
        Moment end = Moment.Now + time;
        while (Moment.Now < end)
        {
            string happened = Round();
            string? fault = Look();
            Rounds++;
            _tell($"round {Rounds}: {happened}: {fault ?? "as it says"}");
            if (fault is not null)
                wrong.Add($"round {Rounds}: {happened}: {fault}");
        }
        _daemon.Send(Signal.Terminate);
        Assert.Equal(0, _daemon.WaitForExit());
        if (_daemon.Text().Contains("turn of the loop failed", StringComparison.Ordinal))
            wrong.Add("a turn of the loop failed");
        if (_rig.RuleOn)
            wrong.Add("the rule is on although the daemon has ended");
        return wrong;
    }

    /// <summary>What the daemon said, for a report.</summary>
    public string Story() => _daemon.Story();

    public void Dispose()
    {
        _http.Dispose();
        _rig.Dispose();
    }

    private string Round()
    {
        var names = new List<string>();
        if (_dice.Next(3) == 0)
            names.Add(Load());
        var faults = new List<ChaosFault>();
        for (int count = _dice.Next(1, 4); count > 0; count--)
        {
            ChaosFault fault = _faults.Next();
            // Two that happen to the same thing would take each other back; its name is the first word.
            if (faults.Exists(other => other.Name.Split(' ')[0] == fault.Name.Split(' ')[0]))
                continue;
            faults.Add(fault);
            names.Add(fault.Name);
            fault.Begin();
            Thread.Sleep(_dice.Next(600));
        }
        names.Add(ToTheDaemon());
        Thread.Sleep(_dice.Next(200, 4000));
        faults.Reverse();
        foreach (ChaosFault fault in faults)
            fault.End();
        Thread.Sleep(Quiet);
        names.RemoveAll(name => name.Length == 0);
        return string.Join(", ", names);
    }

    private string Load()
    {
        bool congested = _dice.Next(2) == 0;
        if (congested) _rig.Congest();
        else _rig.Heal();
        return congested ? "cable congested" : "cable healed";
    }

    private string ToTheDaemon()
    {
        switch (_dice.Next(12))
        {
            case 0:
                _daemon.Send(Signal.Stop);
                Thread.Sleep(_dice.Next(100, 3000));
                _daemon.Send(Signal.Continue);
                return "daemon stopped for a while";
            case 1:
                _daemon.Send(Signal.Hangup);
                return "reload";
            case 2:
                _daemon.Send(Signal.Kill);
                _daemon.WaitForExit();
                // The router and the lines may be away: nothing is waited for.
                _daemon = _rig.Start(Steering);
                return "daemon killed and started";
            default:
                return "";
        }
    }

    /// <summary>What is not as the daemon says; null where all is.</summary>
    private string? Look()
    {
        Moment begin = Moment.Now;
        Moment due = begin + Looking;
        while (true)
        {
            if (_daemon.HasExited)
                return "the daemon has ended";
            string? fault = Compare(out string state);
            if (fault is null)
                return null;
            bool away = fault.Contains(": router ", StringComparison.Ordinal);
            // All is due after a quiet with the router there, however late in its back-off it was tried again.
            if (away)
                due = Moment.Now + Quiet + Looking;
            if (away ? Moment.Now - begin > BackingOff : Moment.Now > due)
                return $"{fault}\n{state}";
            Thread.Sleep(50);
        }
    }

    private string? Compare(out string state)
    {
        state = "";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:9101/api/state");
            using HttpResponseMessage answer = _http.Send(request);
            using var reader = new StreamReader(answer.Content.ReadAsStream());
            state = reader.ReadToEnd();
        }
        catch (HttpRequestException exception)
        {
            return "its status cannot be read: " + exception.Message;
        }
        using JsonDocument document = JsonDocument.Parse(state);
        foreach (JsonElement link in document.RootElement.GetProperty("links").EnumerateArray())
        {
            if (Compare(link) is { } fault)
                return fault;
        }
        bool engaged = document.RootElement.GetProperty("steering").GetProperty("engaged").GetBoolean();
        return engaged == _rig.RuleOn ? null : $"steering says {engaged}, the rule is {_rig.RuleOn}";
    }

    private string? Compare(JsonElement link)
    {
        string name = link.GetProperty("name").GetString()!;
        if (!link.GetProperty("router").GetProperty("good").GetBoolean())
            return $"{name}: router {link.GetProperty("router").GetProperty("words").GetString()}";
        if (!link.GetProperty("line").GetProperty("good").GetBoolean())
            return $"{name}: line {link.GetProperty("line").GetProperty("words").GetString()}";
        string wan = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name);
        return Compare(name + " download", link.GetProperty("download"), "WAN-Download-" + wan)
            ?? Compare(name + " upload", link.GetProperty("upload"), "WAN-Upload-" + wan);
    }

    private string? Compare(string what, JsonElement direction, string queue)
    {
        double has = _rig.Rig.World.LimitOf(queue).Mbps;
        double wanted = Number(direction, "wanted_mbps");
        double asked = Number(direction, "asked_mbps");
        double applied = Number(direction, "applied_mbps");
        string said = string.Create(CultureInfo.InvariantCulture,
            $"{what}: wanted {wanted}, asked {asked}, applied {applied}, the router has {has}");
        if (!Near(has, applied, 0.002))
            return said;
        if (has < Number(direction, "floor_mbps") * 0.999 || has > Number(direction, "ceiling_mbps") * 1.001)
            return said + ", out of bounds";
        // Nothing is asked of a router that has it already, though a cut may have been asked, refused and given up
        // since. A small climb may wait for the budget.
        bool answered = double.IsNaN(asked) || Near(asked, applied, 0.002) || Near(wanted, applied, 0.002);
        return answered && Near(wanted, applied, 0.1) ? null : said + ", not the newest";
    }

    private static bool Near(double one, double other, double share) =>
        Math.Abs(one - other) <= share * Math.Max(Math.Abs(one), Math.Abs(other)) + 0.002;

    private static double Number(JsonElement element, string name)
    {
        JsonElement value = element.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;
    }
}
