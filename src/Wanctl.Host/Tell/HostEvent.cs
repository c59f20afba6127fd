namespace Wanctl.Host.Tell;

/// <summary>One thing that happened.</summary>
/// <param name="What">What.</param>
/// <param name="Where">Which router, link or file.</param>
/// <param name="Text">Details in words; may be empty.</param>
/// <param name="Number">A number whose meaning depends on <paramref name="What"/>.</param>
public readonly record struct HostEvent(Happening What, string Where, string Text, long Number);
