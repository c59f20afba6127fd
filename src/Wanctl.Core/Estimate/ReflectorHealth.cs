namespace Wanctl.Core.Estimate;

/// <summary>Whether a reflector is worth asking in turn.</summary>
public enum ReflectorHealth : byte
{
    /// <summary>Asked in turn.</summary>
    Good,

    /// <summary>Answers too seldom; asked now and then to see whether it has recovered.</summary>
    Failing,
}
