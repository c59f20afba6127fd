using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Wanctl.SystemTests.Kit;

/// <summary>Writes a <see cref="WanFile"/> as YAML.</summary>
public static class ConfigWriter
{
    /// <summary>
    /// Writes <c>NAME.yaml</c> into the folder, readable by its owner alone, and returns its path. Logs, lock and
    /// state lie in the same folder and bear the link's name.
    /// </summary>
    public static string Write(TemporaryFolder folder, WanFile file) =>
        folder.Write(file.WanName + ".yaml", Text(folder, file));

    /// <summary>The text of the file.</summary>
    public static string Text(TemporaryFolder folder, WanFile file)
    {
        OrderedDictionary<string, object?> root = Tree(folder, file);
        foreach ((string path, object? value) in file.Extra) Put(root, path, value);
        StringBuilder yaml = new();
        AppendMap(yaml, root, indent: 0);
        return yaml.ToString();
    }

    private static OrderedDictionary<string, object?> Tree(TemporaryFolder folder, WanFile file) => new()
    {
        ["wan_name"] = file.WanName,
        ["router"] = new OrderedDictionary<string, object?>
        {
            ["transport"] = file.Transport,
            ["host"] = file.RouterHost,
            ["port"] = file.RouterPort,
            ["user"] = file.RouterUser,
            ["password"] = file.RouterPassword,
        },
        ["queues"] = new OrderedDictionary<string, object?>
        {
            ["download"] = file.DownloadQueue,
            ["upload"] = file.UploadQueue,
        },
        ["continuous_monitoring"] = Monitoring(file),
        ["cycle_interval_seconds"] = file.CycleInterval,
        ["ping_source_ip"] = file.PingSource,
        ["timeouts"] = new OrderedDictionary<string, object?> { ["ping"] = file.PingTimeout },
        ["logging"] = new OrderedDictionary<string, object?>
        {
            ["main_log"] = folder[file.WanName + ".log"],
            ["debug_log"] = folder[file.WanName + "_debug.log"],
        },
        ["lock_file"] = folder[file.WanName + ".lock"],
        ["lock_timeout"] = 300,
        ["state_file"] = folder[file.WanName + "_state.json"],
    };

    private static OrderedDictionary<string, object?> Monitoring(WanFile file) => new()
    {
        ["enabled"] = true,
        ["baseline_rtt_initial"] = file.BaselineInitial,
        ["download"] = Direction(file.Download),
        ["upload"] = Direction(file.Upload),
        ["thresholds"] = new OrderedDictionary<string, object?>
        {
            ["target_bloat_ms"] = file.TargetBloat,
            ["warn_bloat_ms"] = file.WarnBloat,
            ["hard_red_bloat_ms"] = file.HardRedBloat,
        },
        ["ping_hosts"] = file.PingHosts,
        ["use_median_of_three"] = file.MedianOfThree,
        ["fallback_checks"] = new OrderedDictionary<string, object?> { ["enabled"] = file.FallbackChecks },
    };

    private static OrderedDictionary<string, object?> Direction(RateBlock block) => new()
    {
        ["floor_mbps"] = block.Floor,
        ["floor_green_mbps"] = block.FloorGreen,
        ["floor_yellow_mbps"] = block.FloorYellow,
        ["floor_soft_red_mbps"] = block.FloorSoftRed,
        ["floor_red_mbps"] = block.FloorRed,
        ["ceiling_mbps"] = block.Ceiling,
        ["step_up_mbps"] = block.StepUp,
        ["factor_down"] = block.FactorDown,
    };

    private static void Put(OrderedDictionary<string, object?> root, string path, object? value)
    {
        string[] keys = path.Split('.');
        OrderedDictionary<string, object?> map = root;
        foreach (string key in keys[..^1])
        {
            if (map.GetValueOrDefault(key) is not OrderedDictionary<string, object?> inner)
            {
                inner = [];
                map[key] = inner;
            }
            map = inner;
        }
        map[keys[^1]] = value;
    }

    private static void AppendMap(StringBuilder yaml, OrderedDictionary<string, object?> map, int indent)
    {
        foreach ((string key, object? value) in map)
        {
            if (value is null) continue;
            yaml.Append(' ', indent).Append(key).Append(':');
            if (value is OrderedDictionary<string, object?> inner)
            {
                yaml.Append('\n');
                AppendMap(yaml, inner, indent + 2);
            }
            else
            {
                yaml.Append(' ').Append(Scalar(value)).Append('\n');
            }
        }
    }

    /// <summary>YAML takes JSON's texts and lists, which need no thought about quoting.</summary>
    private static string Scalar(object value) => value switch
    {
        string text => '"' + JsonEncodedText.Encode(text).ToString() + '"',
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => List(list),
        _ => throw new ArgumentException($"{value.GetType().Name}: wanted a bool, a number, a text or a list of these"),
    };

    private static string List(IEnumerable items)
    {
        List<string> texts = [];
        foreach (object item in items) texts.Add(Scalar(item));
        return "[" + string.Join(", ", texts) + "]";
    }
}
