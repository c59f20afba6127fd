using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>The four sorts of keys, so that a section of the schema reads as a table.</summary>
internal static class Key
{
    /// <summary>A key that every file must have.</summary>
    public static SchemaKey Required(string path, ValueKind kind, string meaning) =>
        new(path, kind, meaning) { IsRequired = true };

    /// <summary>A key with a fixed default, written as in YAML.</summary>
    public static SchemaKey Optional(string path, ValueKind kind, string value, string meaning) =>
        new(path, kind, meaning) { Default = value };

    /// <summary>A key whose absence means something that depends on other keys, or nothing at all.</summary>
    public static SchemaKey Dependent(string path, ValueKind kind, string rule, string meaning) =>
        new(path, kind, meaning) { Rule = rule };

    /// <summary>
    /// Keys that one law alone looks at; with the other they may be left out, and are taken and checked but decide
    /// nothing.
    /// </summary>
    public static IEnumerable<SchemaKey> Of(string law, params SchemaKey[] keys)
    {
        foreach (SchemaKey key in keys)
        {
            yield return key.IsRequired
                ? key with { OnlyLaw = law, IsRequired = false, IsRequiredByLaw = true, Rule = "required" }
                : key with { OnlyLaw = law };
        }
    }

    /// <summary>Keys of one way to the shaper alone; with the other they contradict it and are refused.</summary>
    public static IEnumerable<SchemaKey> With(string transport, params SchemaKey[] keys)
    {
        foreach (SchemaKey key in keys)
        {
            yield return key.IsRequired
                ? key with
                {
                    OnlyTransport = transport, IsRequired = false, IsRequiredByTransport = true, Rule = "required",
                }
                : key with { OnlyTransport = transport };
        }
    }

    /// <summary>A key of the original that has no effect.</summary>
    public static SchemaKey Unused(string path, string instead, string? silentFor = null) =>
        new(path, new UnusedKind(instead, silentFor), "");
}
