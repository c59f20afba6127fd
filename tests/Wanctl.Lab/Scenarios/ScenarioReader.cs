using System.Globalization;
using System.IO;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Scenarios;

/// <summary>Reads a scenario's file; docs/LAB.md describes its words.</summary>
internal sealed class ScenarioReader
{
    /// <summary>A ramp is a stair of such steps: the kernel's limiter gives a burst away at each change.</summary>
    private const double RampStepSeconds = 0.5;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly string _path;
    private readonly double _scale;
    private readonly ulong _seed;
    private readonly SortedDictionary<double, (double Down, double Up)> _line = [];
    private readonly SortedDictionary<double, double> _shifts = new() { [0] = 0 };
    private readonly List<Load> _loads = [];
    private readonly List<ReflectorOutage> _outages = [];
    private readonly List<RouterTrouble> _troubles = [];
    private readonly List<Call> _calls = [];
    private readonly Dictionary<string, string[]> _walks = [];
    private readonly Dictionary<string, TraceFile> _traces = [];
    private readonly Dictionary<string, string[]> _head = [];
    private string _summary = "";
    private double _end;
    private int _row;

    private ScenarioReader(string path, double scale, ulong seed)
    {
        _path = path;
        _scale = scale;
        _seed = seed;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="scale">All rates are multiplied with this.</param>
    /// <param name="seed">For what is left to chance.</param>
    public static LabScenario Read(string path, double scale, ulong seed)
    {
        if (!File.Exists(path))
            throw new LabException($"there is no scenario {path}");
        var reader = new ScenarioReader(path, scale, seed);
        foreach (string line in File.ReadLines(path))
        {
            reader._row++;
            string text = line.Split('#')[0].Trim();
            if (text.Length > 0)
                reader.Take(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            else if (reader._summary.Length == 0 && line.StartsWith('#'))
                reader._summary = line[1..].Trim();
        }
        return reader.Finish();
    }

    private void Take(string[] words)
    {
        if (!char.IsAsciiDigit(words[0][0]))
        {
            if (words[0] is not ("ceilings" or "floors" or "rtt" or "noise" or "blips" or "fifo" or "tins"))
                throw Wrong(words[0], "a setting or an event as docs/LAB.md has it");
            _head[words[0]] = words[1..];
            return;
        }
        double at = Number(words, 0);
        switch (words.Length > 1 ? words[1] : "")
        {
            case "line":
                _line[at] = (Number(words, 2), Number(words, 3));
                break;
            case "ramp":
                Ramp(at, Number(words, 2), Number(words, 3), Number(words, 4));
                break;
            case "path":
                _shifts[at] = Number(words, 2);
                break;
            case "walk" when words.Length == 7 && words[2] is "down" or "up" or "path":
                _walks[words[2]] = words[3..];
                break;
            case "trace" when words.Length == 4 && words[2] is "down" or "up":
                _traces[words[2]] = TraceFile.Read(_path, words[3], Place);
                break;
            case "load" when words.Length > 2 && words[2] is "down" or "up":
                TakeLoad(at, words);
                break;
            case "call":
                _calls.Add(new Call(at, Until(words), byte.Parse(Option(words, "dscp") ?? "0", Invariant)));
                break;
            case "silent" when words.Length == 5 && words[3] == "until":
                _outages.Add(new ReflectorOutage(
                    words[2] == "all" ? -1 : (int)Number(words, 2), at, Number(words, 4)));
                break;
            case "router" when words.Length == 5 && words[3] == "until"
                && Enum.TryParse(words[2], ignoreCase: true, out RouterTroubleKind kind):
                _troubles.Add(new RouterTrouble(kind, at, Number(words, 4)));
                break;
            case "end":
                _end = at;
                break;
            default:
                throw Wrong(string.Join(' ', words), "an event as docs/LAB.md has it");
        }
    }

    private void TakeLoad(double at, string[] words)
    {
        string control = Option(words, "cc") ?? "cubic";
        if (!CongestionControls.Known.Contains(control))
            throw Wrong(control, string.Join(" or ", CongestionControls.Known));
        _loads.Add(new Load(at, Until(words), words[2] == "up", (int)Number(words, 3))
        {
            PaceMbps = Option(words, "pace") is { } pace ? _scale * Words.ToNumber(Place, pace) : 0,
            Dscp = Option(words, "dscp") ?? "0",
            Control = control,
        });
    }

    /// <summary>When something ends that need not: infinite where that is not said.</summary>
    private double Until(string[] words) =>
        Option(words, "until") is { } until ? Words.ToNumber(Place, until) : double.PositiveInfinity;

    private LabScenario Finish()
    {
        if (_end <= 0 || !_line.ContainsKey(0))
            throw new LabException($"{_path}: found no end, or no line at 0 s");
        var down = Rates("down", pair => pair.Down);
        var up = Rates("up", pair => pair.Up);
        double[] ceilings = Head("ceilings", 2, null);
        double[] floors = Head("floors", 2, [ceilings[0] / 10, ceilings[1] / 10]);
        if (!Enum.TryParse(Word("noise", "still"), ignoreCase: true, out LineNoise noise))
            throw Wrong(Word("noise", ""), "none, still, cable or radio");
        return new LabScenario
        {
            Name = System.IO.Path.GetFileNameWithoutExtension(_path),
            Summary = _summary,
            Seconds = _end,
            DownCeiling = ceilings[0] * _scale,
            UpCeiling = ceilings[1] * _scale,
            DownFloor = floors[0] * _scale,
            UpFloor = floors[1] * _scale,
            Down = down,
            Up = up,
            Path = _walks.TryGetValue("path", out string[]? walk)
                ? Walk(walk, ~_seed)
                : Track.Steps([.. Pairs(_shifts, value => value)]),
            RttMs = Head("rtt", 1, [20])[0],
            Noise = noise,
            BlipsPerMinute = Head("blips", 1, [0])[0],
            DownFifo = Depth("down", down),
            UpFifo = Depth("up", up),
            Traces = [.. _traces.Values],
            Calls = _calls,
            Tins = Word("tins", "besteffort"),
            Loads = _loads,
            Outages = _outages,
            Troubles = _troubles,
        };
    }

    /// <summary>A recorded line has a queue as deep as its mean asks for: its first moment means nothing.</summary>
    private long Depth(string direction, Track rates)
    {
        string[] fifo = _head.GetValueOrDefault("fifo") ?? ["300", "ms"];
        double depth = Words.ToNumber($"{_path}: fifo", fifo[0]);
        double bytesPerMs = 125 * (_traces.ContainsKey(direction) ? rates.Mean : rates.At(0));
        return (long)Math.Max(15_000, fifo is [_, "packets"] ? depth * 1514 : depth * bytesPerMs);
    }

    private string Place => $"{_path}:{_row}";

    private Track Rates(string direction, Func<(double Down, double Up), double> side) =>
        (_traces.TryGetValue(direction, out TraceFile? trace)
            ? trace.Capacity
            : _walks.TryGetValue(direction, out string[]? walk)
                ? Walk(walk, _seed)
                : Track.Steps([.. Pairs(_line, side)])).Times(_scale);

    private Track Walk(string[] words, ulong seed) =>
        Track.Walk(seed, _end, Number(words, 0), Number(words, 1), Number(words, 2), Number(words, 3));

    private void Ramp(double from, double to, double down, double up)
    {
        (double Down, double Up) start = default;
        foreach ((double at, (double Down, double Up) rates) in _line)
            start = at <= from ? rates : start;
        int steps = Math.Max(1, (int)((to - from) / RampStepSeconds));
        for (int i = 1; i <= steps; i++)
        {
            double share = (double)i / steps;
            _line[from + (to - from) * share] =
                (start.Down + share * (down - start.Down), start.Up + share * (up - start.Up));
        }
    }

    private static IEnumerable<(double, double)> Pairs<T>(SortedDictionary<double, T> points, Func<T, double> side)
    {
        foreach ((double at, T value) in points)
            yield return (at, side(value));
    }

    private double Number(string[] words, int index) => index < words.Length
        ? Words.ToNumber(Place, words[index])
        : throw Wrong(string.Join(' ', words), "one more number");

    private string? Option(string[] words, string name)
    {
        int at = Array.IndexOf(words, name);
        return at < 0 ? null : at + 1 < words.Length ? words[at + 1] : throw Wrong(name, "a value behind it");
    }

    private string Word(string name, string otherwise) =>
        _head.TryGetValue(name, out string[]? words) && words.Length > 0 ? words[0] : otherwise;

    private double[] Head(string name, int count, double[]? otherwise)
    {
        if (!_head.TryGetValue(name, out string[]? words))
            return otherwise ?? throw new LabException($"{_path}: found no {name}");
        return words.Length == count
            ? Array.ConvertAll(words, word => Words.ToNumber($"{_path}: {name}", word))
            : throw new LabException($"{_path}: found {words.Length} words behind {name}, wanted {count}");
    }

    private LabException Wrong(string found, string wanted) => new($"{Place}: found '{found}', wanted {wanted}");
}
