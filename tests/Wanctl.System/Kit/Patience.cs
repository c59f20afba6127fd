using System.Globalization;

namespace Wanctl.SystemTests.Kit;

/// <summary>How long a test waits for something that ought to come at once before it gives up.</summary>
public static class Patience
{
    /// <summary>The environment variable with a factor for all waits, for machines slower than a developer's.</summary>
    public const string Variable = "WANCTL_TEST_PATIENCE";

    /// <summary>20 s times the factor: no machine that is merely busy takes that long.</summary>
    public static TimeSpan Default => Of(TimeSpan.FromSeconds(20));

    /// <summary>The given time, times the factor.</summary>
    public static TimeSpan Of(TimeSpan time) => time * Factor;

    private static double Factor
    {
        get
        {
            string? text = Environment.GetEnvironmentVariable(Variable);
            if (string.IsNullOrEmpty(text)) return 1;
            if (double.TryParse(text, CultureInfo.InvariantCulture, out double factor) && factor is >= 0.1 and <= 1000)
                return factor;
            throw new InvalidOperationException(
                $"{Variable}: found '{text}', wanted a number between 0.1 and 1000, for instance 3");
        }
    }
}
