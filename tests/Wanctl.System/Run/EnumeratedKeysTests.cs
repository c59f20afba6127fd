using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Wanctl.Config.Kinds;
using Wanctl.Config.Schema;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// Each word and each truth value that the schema knows is run once: what the trimmed file cannot do shows only there.
/// A key that is added to the schema is run without being named here.
/// </summary>
public sealed class EnumeratedKeysTests : IDisposable
{
    /// <summary>Processes at a time: enough to be quick, and few enough for a small machine.</summary>
    private const int AtOnce = 8;

    /// <summary>What the loop does within so long, it does at all.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    private readonly Rig _rig;
    private readonly List<string> _faults = [];
    private readonly Lock _lock = new();

    public EnumeratedKeysTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void Each_value_of_each_enumerated_key_of_a_link_runs()
    {
        var cases = new List<Case>();
        foreach (SchemaKey key in WanSchema.Keys)
        {
            foreach (JsonNode value in Values(key.Kind))
                cases.Add(new Case(key.Path, value, Link(cases.Count, key, value), null));
        }
        Assert.Contains(cases, each => each.Key == "logging.format" && (string?)each.Value == "json");
        RunAll(cases);
    }

    [Fact]
    public void Each_value_of_each_enumerated_key_of_steering_runs()
    {
        var cases = new List<Case>();
        foreach (SchemaKey key in SteeringSchema.Keys)
        {
            foreach (JsonNode value in Values(key.Kind))
            {
                var steering = new Dictionary<string, JsonNode>
                {
                    ["topology.primary_wan"] = "one",
                    ["topology.alternate_wan"] = "two",
                    ["mangle_rule.comment"] = "rule",
                    ["mode.act"] = "active",
                };
                if (key.Path.StartsWith("router.", StringComparison.Ordinal))
                    AddRouter(steering);
                steering[key.Path] = value;
                Dictionary<string, JsonNode> link = Link(cases.Count, null, null);
                cases.Add(new Case(key.Path, value, link, steering));
            }
        }
        Assert.Contains(cases, each => each.Key == "mode.act" && (string?)each.Value == "off");
        RunAll(cases);
    }

    private static IEnumerable<JsonNode> Values(ValueKind kind) => kind switch
    {
        WordKind words => words.Words.Select(word => (JsonNode)word!),
        BooleanKind => [true, false],
        _ => [],
    };

    /// <summary>A link's keys by path, made such that the value may stand there.</summary>
    private Dictionary<string, JsonNode> Link(int number, SchemaKey? key, JsonNode? value)
    {
        string name = $"run{number}";
        var keys = new Dictionary<string, JsonNode>
        {
            ["wan_name"] = name,
            ["continuous_monitoring.baseline_rtt_initial"] = 20,
            ["continuous_monitoring.ping_hosts"] = new JsonArray(_rig.Reflectors[0]),
            ["continuous_monitoring.thresholds.target_bloat_ms"] = 15,
            ["continuous_monitoring.thresholds.warn_bloat_ms"] = 45,
            ["continuous_monitoring.thresholds.alpha_load"] = 0.2,
            ["continuous_monitoring.thresholds.alpha_baseline"] = 0.001,
            ["health_check.enabled"] = false,
            ["health_check.port"] = 20000 + number,
            ["metrics.port"] = 21000 + number,
            ["lock_file"] = _rig.Folder[name + ".lock"],
            ["control.law"] = key?.OnlyLaw ?? "adaptive",
        };
        foreach (string direction in (string[])["download", "upload"])
        {
            string section = "continuous_monitoring." + direction;
            (keys[section + ".ceiling_mbps"], keys[section + ".floor_mbps"]) = (30, 8);
            (keys[section + ".step_up_mbps"], keys[section + ".factor_down"]) = (1, 0.9);
        }
        if ((string?)(key?.Path == "router.transport" ? value : null) == RouterKeys.LinuxCake)
            (keys[CakeKeys.Download], keys[CakeKeys.Upload]) = ("lo", "wan0");
        else
            AddRouterOs(keys, simple: key?.Path == "queues.target"
                || (key?.Path == "router.queue_kind" && (string?)value == "simple"));
        if (key is not null)
            keys[key.Path] = value!;
        return keys;
    }

    private void AddRouterOs(Dictionary<string, JsonNode> keys, bool simple)
    {
        AddRouter(keys);
        keys["queues.download"] = "WAN-Download-Cable";
        keys["queues.upload"] = simple ? "WAN-Download-Cable" : "WAN-Upload-Cable";
        keys["router.queue_kind"] = simple ? "simple" : "tree";
    }

    private void AddRouter(Dictionary<string, JsonNode> keys)
    {
        keys["router.transport"] = "api";
        keys["router.host"] = "127.0.0.1";
        keys["router.port"] = _rig.Port;
        keys["router.user"] = "wanctl";
        keys["router.password"] = "room-password";
    }

    private void RunAll(List<Case> cases)
    {
        string binary = Artifacts.Binary;
        int next = -1;
        var workers = new Thread[AtOnce];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(() =>
            {
                for (int turn = Interlocked.Increment(ref next); turn < cases.Count;
                    turn = Interlocked.Increment(ref next))
                {
                    RunOne(binary, cases[turn], turn);
                }
            });
            workers[i].Start();
        }
        foreach (Thread worker in workers)
            worker.Join();
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    private void RunOne(string binary, Case which, int number)
    {
        var arguments = new List<string> { "run" };
        if (which.Steering is null)
        {
            arguments.Add(Write($"case{number}.yaml", which.Link));
        }
        else
        {
            foreach (string name in (string[])["one", "two"])
            {
                Dictionary<string, JsonNode> link = new(which.Link)
                {
                    ["wan_name"] = name,
                    ["lock_file"] = _rig.Folder[$"{name}{number}.lock"],
                    ["queues.download"] = "D-" + name,
                    ["queues.upload"] = "U-" + name,
                };
                arguments.Add(Write($"{name}{number}.yaml", link));
            }
            arguments.Add(Write($"steering{number}.yaml", which.Steering));
        }
        try
        {
            using DaemonProcess process = DaemonProcess.Start(_rig.Room, new DaemonCommand(binary, [.. arguments]));
            string fault = Judge(process, which);
            if (fault.Length > 0)
                Blame($"{which.Key}: {which.Value}: {fault}; {process.Story()}");
        }
        catch (Exception exception)
        {
            Blame($"{which.Key}: {which.Value}: {exception.Message}");
        }
    }

    /// <summary>Runs until its loop has turned for a moment, and ends it; what is wrong, or nothing.</summary>
    private static string Judge(DaemonProcess process, Case which)
    {
        bool refusable = which.Key == "router.transport" && (string?)which.Value == "api-ssl";
        for (int i = 0; !process.HasExited && !LoopTurns(process.Id) && i < 1000; i++)
            Thread.Sleep(20);
        if (!process.HasExited)
        {
            Thread.Sleep(Moment);
            if (!process.HasExited)
                process.Send(Signal.Terminate);
        }
        int code = process.WaitForExit();
        // The plain file says which other one speaks TLS, and api-ssl wants a certificate named.
        return code == 0 || (refusable && code == 3) ? "" : $"ended with {code}";
    }

    /// <summary>The loop's thread bears its name, and begins when signals are caught.</summary>
    private static bool LoopTurns(int id)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{id}/task")
                .Any(task => File.ReadAllText(Path.Combine(task, "comm")).Trim() == "loop");
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Blame(string fault)
    {
        lock (_lock)
            _faults.Add(fault);
    }

    /// <summary>YAML takes JSON.</summary>
    private string Write(string name, Dictionary<string, JsonNode> keys)
    {
        var root = new JsonObject();
        foreach ((string path, JsonNode value) in keys)
        {
            string[] words = path.Split('.');
            JsonObject map = root;
            foreach (string word in words[..^1])
            {
                if (map[word] is not JsonObject inner)
                    map[word] = inner = [];
                map = inner;
            }
            map[words[^1]] = value.DeepClone();
        }
        return _rig.Folder.Write(name, root.ToJsonString());
    }

    private sealed record Case(
        string Key, JsonNode Value, Dictionary<string, JsonNode> Link, Dictionary<string, JsonNode>? Steering);
}
