using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>What follows from the choice of the law.</summary>
internal static class LawRules
{
    /// <summary>Whether the adaptive law decides; it does where the file does not say.</summary>
    public static bool IsAdaptive(ValueTable values) => KeysOf(LawOf(values)) == ControlKeys.Adaptive;

    /// <summary>Reports keys that the chosen law needs and the file lacks.</summary>
    public static void Apply(ValueTable values)
    {
        string law = LawOf(values);
        foreach (SchemaKey key in WanSchema.Keys)
        {
            if (key.IsRequiredByLaw && key.OnlyLaw == KeysOf(law) && values.Misses(key.Path))
                values.Refuse(key.Path, "nothing", $"{key.Kind.Wanted} (required by law {law})");
        }
    }

    /// <summary>
    /// What to say about a key that the chosen law does not look at; empty for any other. An original's file has a
    /// dozen of them, so this stands in the list of values and is no warning.
    /// </summary>
    public static string Idle(ValueTable values, SchemaKey key) =>
        key.OnlyLaw is { } only && only != KeysOf(LawOf(values)) ? $", used by the {only} law only" : "";

    /// <summary>The law whose keys a law looks at: adaptive and its successor share theirs.</summary>
    private static string KeysOf(string law) => law == ControlKeys.Adaptive2 ? ControlKeys.Adaptive : law;

    private static string LawOf(ValueTable values) => values.Text(ControlKeys.Law) ?? ControlKeys.Adaptive;
}
