namespace Wanctl.Tests.Estimate;

/// <summary>How delays scatter.</summary>
public enum NoiseKind
{
    /// <summary>Normally.</summary>
    Normal,

    /// <summary>Evenly between two bounds, as a cable modem's slots make it.</summary>
    Even,

    /// <summary>Exponentially, as a radio's scheduler makes it.</summary>
    Exponential,

    /// <summary>The logarithm of it normally: few values are far out.</summary>
    LogNormal,

    /// <summary>By Student's distribution with three degrees of freedom: far out on both sides.</summary>
    Student,

    /// <summary>By Pareto's distribution with exponent 2.5: the variance hardly exists.</summary>
    Pareto,
}
