using System.Globalization;

namespace Wanctl.Setup;

/// <summary>A version of RouterOS, as <c>7.23.3</c>.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second.</param>
/// <param name="Patch">The third; 0 where there is none.</param>
internal readonly record struct RouterOsVersion(int Major, int Minor, int Patch) : IComparable<RouterOsVersion>
{
    /// <summary>The first whose mounts can be read-only and whose containers can have a limit of memory.</summary>
    public static readonly RouterOsVersion Least = new(7, 20, 0);

    /// <summary>The last whose commands are known.</summary>
    public static readonly RouterOsVersion Known = new(7, 24, 0);

    /// <summary>Where containers are not lost any more.</summary>
    private static readonly RouterOsVersion s_lossless = new(7, 22, 2);

    /// <summary>
    /// Reads what <c>/system/resource/print</c> shows: <c>7.24</c>, <c>7.23.3 (stable)</c>, <c>7.24rc2</c>; false for
    /// what is no version.
    /// </summary>
    public static bool TryParse(string text, out RouterOsVersion version)
    {
        version = default;
        string word = text.Trim().Split(' ')[0];
        foreach (string stage in (ReadOnlySpan<string>)["alpha", "beta", "rc"])
        {
            int at = word.IndexOf(stage, StringComparison.Ordinal);
            if (at > 0 && ulong.TryParse(word.AsSpan(at + stage.Length), out _))
                word = word[..at];
        }
        string[] parts = word.Split('.');
        int[] numbers = [0, 0, 0];
        if (parts.Length is < 2 or > 3)
            return false;
        for (int i = 0; i < parts.Length; i++)
        {
            bool fits = parts[i].Length <= 3
                && int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]);
            if (!fits)
                return false;
        }
        version = new RouterOsVersion(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <summary>Takes a version whose containers wanctl can run in, or says what is wrong with it.</summary>
    public static SetupAnswer Answer(string text)
    {
        if (!TryParse(text, out RouterOsVersion version))
            return SetupAnswer.Wrong(text, "a version of RouterOS as /system/resource/print shows it, such as 7.24");
        if (version < Least)
        {
            return SetupAnswer.Wrong(text, $"RouterOS {Least} or later, best {Known}: before it, configuration cannot "
                + "be mounted read-only and memory cannot be limited; /system/package/update upgrades it");
        }
        if (version is { Major: 7, Minor: 22 } && version < s_lossless)
        {
            return SetupAnswer.Wrong(text, $"RouterOS {s_lossless} or later, best {Known}: 7.22 and 7.22.1 can lose "
                + "containers at a reboot; /system/package/update upgrades it");
        }
        return SetupAnswer.Of(version.ToString());
    }

    /// <summary>Whether it is at least another one.</summary>
    public bool Has(int minor, int patch = 0) => this >= new RouterOsVersion(7, minor, patch);

    /// <inheritdoc/>
    public int CompareTo(RouterOsVersion other) =>
        (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>Whether the first is earlier.</summary>
    public static bool operator <(RouterOsVersion left, RouterOsVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first is later.</summary>
    public static bool operator >(RouterOsVersion left, RouterOsVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first is not later.</summary>
    public static bool operator <=(RouterOsVersion left, RouterOsVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first is not earlier.</summary>
    public static bool operator >=(RouterOsVersion left, RouterOsVersion right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Patch == 0
        ? FormattableString.Invariant($"{Major}.{Minor}")
        : FormattableString.Invariant($"{Major}.{Minor}.{Patch}");
}
