using Wanctl.Config;

namespace Wanctl;

/// <summary>One value of a configuration file that is another one than before.</summary>
/// <param name="Key">The key, as <c>router.port</c>.</param>
/// <param name="Before">
/// The value before, as YAML writes it; <c>***</c> for a secret, <c>nothing</c> without one.
/// </param>
/// <param name="After">The value after, likewise.</param>
internal readonly record struct ChangedValue(string Key, string Before, string After)
{
    private const string Nothing = "nothing";

    /// <summary>The values that differ, in the order of the file's reference.</summary>
    public static IEnumerable<ChangedValue> Between(LoadResult before, LoadResult after)
    {
        var old = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (EffectiveValue value in before.Values)
            old[value.Path] = value.Value;
        bool secret = !Equals(Password(before), Password(after));
        foreach (EffectiveValue value in after.Values)
        {
            // A secret is shown as *** before and after.
            bool differs = value.Path == PasswordKey && secret;
            string found = old.Remove(value.Path, out string? known) ? known : Nothing;
            if (differs || found != value.Value)
                yield return new ChangedValue(value.Path, found, value.Value);
        }
        foreach ((string path, string value) in old)
            yield return new ChangedValue(path, value, Nothing);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Key} changed from {Before} to {After}";

    private const string PasswordKey = "router.password";

    private static object? Password(LoadResult result) =>
        result.File is { } file ? file.Link.Router.Password : result.Steering?.Router?.Password;
}
