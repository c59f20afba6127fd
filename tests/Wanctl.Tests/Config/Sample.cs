using Wanctl.Config;

namespace Wanctl.Tests.Config;

/// <summary>A small valid file, and edits of it.</summary>
internal static class Sample
{
    /// <summary>What stands in the environment as ROUTER_PASSWORD.</summary>
    public const string Password = "s3cret: # '\"";

    /// <summary>The SHA-256 of some certificate.</summary>
    public const string Pin = "abababababababababababababababababababababababababababababababab";

    /// <summary>The fewest keys that make a file.</summary>
    public const string Text = """
        wan_name: cable
        router:
          transport: api
          host: 192.0.2.1
          user: wanctl
          password: ${ROUTER_PASSWORD}
        queues:
          download: down
          upload: up
        continuous_monitoring:
          baseline_rtt_initial: 24
          ping_hosts: [192.0.2.7, 192.0.2.8]
          download:
            floor_mbps: 20
            ceiling_mbps: 100
            step_up_mbps: 1
            factor_down: 0.85
          upload:
            floor_mbps: 5
            ceiling_mbps: 20
            step_up_mbps: 0.5
            factor_down: 0.9
          thresholds:
            target_bloat_ms: 15
            warn_bloat_ms: 45
            baseline_time_constant_sec: 50
            load_time_constant_sec: 0.25
        lock_file: /run/wanctl/cable.lock

        """;

    /// <summary>The line that chooses the classic law, to stand behind a text.</summary>
    public const string Classic = "control: {law: classic}\n";

    /// <summary>The environment of the tests.</summary>
    public static string? Environment(string name) => name switch
    {
        "ROUTER_PASSWORD" => Password,
        "EMPTY" => "",
        "STEP" => "2.5",
        "MANY" => new string('x', 5000),
        _ => null,
    };

    /// <summary>The file with one passage replaced; fails when the passage is not there exactly once.</summary>
    public static string With(string passage, string other)
    {
        int at = Text.IndexOf(passage, StringComparison.Ordinal);
        bool once = at >= 0 && at == Text.LastIndexOf(passage, StringComparison.Ordinal);
        Assert.True(once, $"'{passage}' is not there once");
        return Text.Replace(passage, other, StringComparison.Ordinal);
    }

    public static LoadResult Load(string text) => ConfigLoader.Parse(text, "wan.yaml", Environment);

    /// <summary>The settings of a text that must be right.</summary>
    public static WanFile File(string text)
    {
        LoadResult result = Load(text);
        Assert.Empty(result.Problems);
        return Assert.IsType<WanFile>(result.File);
    }

    /// <summary>The only problem of a text, without the name of the file.</summary>
    public static string Problem(string text)
    {
        LoadResult result = Load(text);
        Assert.Null(result.File);
        Assert.Empty(result.Values);
        return Assert.Single(result.Problems).ToString()["wan.yaml:".Length..];
    }

    /// <summary>The only warning of a text that is otherwise right, without the name of the file.</summary>
    public static string Warning(string text)
    {
        LoadResult result = Load(text);
        Assert.Empty(result.Problems);
        return Assert.Single(result.Warnings).ToString()["wan.yaml:".Length..];
    }

    /// <summary>The effective value of a key, or null.</summary>
    public static EffectiveValue? Value(LoadResult result, string path)
    {
        foreach (EffectiveValue value in result.Values)
        {
            if (value.Path == path) return value;
        }
        return null;
    }
}
