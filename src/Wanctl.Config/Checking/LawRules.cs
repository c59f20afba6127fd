using Wanctl.Config.Schema;

namespace Wanctl.Config.Checking;

/// <summary>What follows from the choice of the law.</summary>
internal static class LawRules
{
    /// <summary>Whether the adaptive law decides; it does where the file does not say.</summary>
    public static bool IsAdaptive(ValueTable values) => (values.Text(ControlKeys.Law) ?? ControlKeys.Adaptive)
        == ControlKeys.Adaptive;

    /// <summary>
    /// What to say about a key that the chosen law does not look at; empty for any other. An original's file has a
    /// dozen of them, so this stands in the list of values and is no warning.
    /// </summary>
    public static string Idle(ValueTable values, SchemaKey key)
    {
        string law = IsAdaptive(values) ? ControlKeys.Adaptive : ControlKeys.Classic;
        return key.OnlyLaw is { } only && only != law ? $", used by the {only} law only" : "";
    }
}
