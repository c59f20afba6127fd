namespace Wanctl.Fuzz.Engine;

/// <summary>Something that must be true whatever the input was not.</summary>
public sealed class FuzzFaultException(string what) : Exception(what);
