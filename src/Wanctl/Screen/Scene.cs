using Wanctl.Core.Units;

namespace Wanctl.Screen;

/// <summary>What a simulation knows and a controller does not; a real link has no scene.</summary>
/// <param name="Words">
/// What is going on, for instance <c>evening sag: capacity 420/36 Mbit/s, 4 downloads</c>.
/// </param>
/// <param name="DownCapacity">What the line can carry toward the user.</param>
/// <param name="UpCapacity">What it can carry toward the Internet.</param>
internal readonly record struct Scene(string Words, Rate DownCapacity, Rate UpCapacity);
