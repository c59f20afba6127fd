using Wanctl.Config.Checking;
using Wanctl.Config.Documents;
using Wanctl.Config.Kinds;
using Wanctl.Config.Reading;
using Wanctl.Config.Schema;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Wanctl.Config;

/// <summary>
/// Reads a configuration file, of one WAN or of steering between two. Whatever a file holds, the answer is settings or
/// a list of all its problems; nothing that is wrong with a file is thrown.
/// </summary>
public static class ConfigLoader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, at most 256 KiB of UTF-8.</param>
    /// <param name="environment">The value of an environment variable, or null where it is not set.</param>
    public static LoadResult Load(string path, Func<string, string?> environment)
    {
        Findings findings = new(path);
        string? text = TextIntake.ReadFile(path, findings, out bool othersMayRead);
        return text is null ? Failed(findings) : Check(text, findings, environment, othersMayRead);
    }

    /// <summary>Reads a text as if it stood in a file.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="fileName">What messages call the file.</param>
    /// <param name="environment">The value of an environment variable, or null where it is not set.</param>
    public static LoadResult Parse(string text, string fileName, Func<string, string?> environment) =>
        Check(text, new Findings(fileName), environment, othersMayRead: false);

    private static LoadResult Check(
        string text, Findings findings, Func<string, string?> environment, bool othersMayRead)
    {
        if (!TextIntake.IsClean(text, findings)) return Failed(findings);
        MapNode? root = TreeReader.Read(text, findings);
        if (root is null) return Failed(findings);

        ReadContext context = new(findings, environment);
        ValueTable values = new(findings);
        bool steering = SteeringFile.Marks(root) is not null;
        if (steering) SteeringRules.Read(root, context, values);
        else ReadWan(root, context, values);
        if (othersMayRead) WarnOfReaders(context);
        if (findings.HasProblems) return Failed(findings);

        return new LoadResult
        {
            File = steering ? null : WanFileMapping.ToWanFile(Deserialize(values), values),
            Steering = steering ? SteeringMapping.ToSettings(values) : null,
            Problems = [],
            Warnings = findings.WarningsInOrder(),
            Values = ListValues(values, steering ? SteeringSchema.Keys : WanSchema.Keys),
        };
    }

    private static void ReadWan(MapNode root, ReadContext context, ValueTable values)
    {
        new SchemaWalk(context, values, WanSchema.Keys, WanSchema.Root).Walk(root);
        FixedDefaults.Fill(values);
        ApplyRules(values);
    }

    private static void ApplyRules(ValueTable values)
    {
        LawRules.Apply(values);
        TransportRules.Apply(values);
        RouterRules.Apply(values);
        WriteRules.Apply(values);
        new DirectionRules(values, $"{MonitoringKeys.Section}.download").Apply();
        new DirectionRules(values, $"{MonitoringKeys.Section}.upload").Apply();
        AverageRules.Apply(values);
        ThresholdRules.Apply(values);
        ServiceRules.Apply(values);
    }

    private static void WarnOfReaders(ReadContext context)
    {
        foreach ((Position at, string path) in context.LiteralSecrets)
        {
            context.Findings.Warn(at, path,
                $"a password in a file that every user can read; chmod 600 {context.Findings.File}, or use ${{NAME}}");
        }
    }

    private static WanDocument Deserialize(ValueTable values) =>
        new StaticDeserializerBuilder(new DocumentContext())
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .Build()
            .Deserialize<WanDocument>(new CheckedParser(values));

    private static List<EffectiveValue> ListValues(ValueTable values, IReadOnlyList<SchemaKey> keys)
    {
        List<EffectiveValue> list = [];
        foreach (SchemaKey key in keys)
        {
            if (key.IsUnused || values.Node(key.Path) is not { } node) continue;
            string shown = key.Kind.IsSecret ? "***" : Flow.Write(node);
            list.Add(new EffectiveValue(key.Path, shown, values.SourceOf(key.Path) + LawRules.Idle(values, key)));
        }
        return list;
    }

    private static LoadResult Failed(Findings findings) => new()
    {
        Problems = findings.ProblemsInOrder(),
        Warnings = findings.WarningsInOrder(),
        Values = [],
    };
}
