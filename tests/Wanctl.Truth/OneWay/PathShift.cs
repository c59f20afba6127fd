namespace Wanctl.Truth.OneWay;

/// <summary>A route that becomes another one.</summary>
/// <param name="At">When, in seconds.</param>
/// <param name="UpMs">By how much the way up gets longer.</param>
/// <param name="DownMs">By how much the way down gets longer.</param>
/// <param name="Host">Whose; -1 for all hosts'.</param>
internal sealed record PathShift(double At, double UpMs, double DownMs, int Host = -1);
