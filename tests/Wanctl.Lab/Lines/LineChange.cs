namespace Wanctl.Lab.Lines;

/// <summary>A change of a TBF that plays a part of a recorded line.</summary>
/// <param name="Seconds">When, since the scenario's beginning.</param>
/// <param name="BitsPerSecond">Its rate from then on.</param>
/// <param name="BurstBytes">What passes at once.</param>
internal readonly record struct LineChange(double Seconds, long BitsPerSecond, int BurstBytes);
