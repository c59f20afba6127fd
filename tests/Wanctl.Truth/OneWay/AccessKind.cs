namespace Wanctl.Truth.OneWay;

/// <summary>How an idle access line scatters the delay of each packet, in each direction by itself.</summary>
internal enum AccessKind
{
    /// <summary>Exponential, mean 0.15 ms both ways.</summary>
    Dsl,

    /// <summary>Up evenly 0 to 6 ms with 5 % up to 16 (grants of upload slots), down exponential with mean 0.5 ms.
    /// </summary>
    Cable,

    /// <summary>Up evenly 0 to 8 ms with 8 % repeated after 8 ms more, down exponential with mean 3 ms.</summary>
    Lte,
}
