using Wanctl.Core.Units;

namespace Wanctl.Demo;

/// <summary>
/// Says what an echo that is sent now will experience; false where it gets lost. Called by the loop: allocates
/// nothing.
/// </summary>
/// <param name="reflector">Index of the reflector that is asked.</param>
/// <param name="delay">Its round-trip time.</param>
internal delegate bool EchoPath(int reflector, out Duration delay);
