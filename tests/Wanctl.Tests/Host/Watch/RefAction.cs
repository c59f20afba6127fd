namespace Wanctl.Tests.Host.Watch;

/// <summary>Changes a value in place.</summary>
internal delegate void RefAction<T>(ref T value);
