namespace Wanctl.Routing;

/// <summary>An item that a router listed, with the words of the API.</summary>
/// <param name="Properties">Its properties as they came.</param>
internal sealed record RouterRow(IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>A property; empty where it is absent.</summary>
    public string this[string key] => Properties.TryGetValue(key, out string? value) ? value : "";

    /// <summary>Whether a flag is set.</summary>
    public bool Is(string flag) => this[flag] is "true" or "yes";

    /// <summary>Whether it takes part in anything.</summary>
    public bool InUse => !Is("disabled") && !Is("invalid");
}
