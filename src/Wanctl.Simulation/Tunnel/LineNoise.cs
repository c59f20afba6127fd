namespace Wanctl.Simulation.Tunnel;

/// <summary>How an idle line scatters the delay of each packet.</summary>
public enum LineNoise
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Exponential, mean 0.2 ms: 95 % below 0.6 ms, as DSL and fibre show.</summary>
    Still,

    /// <summary>Evenly 5 to 15 ms: a cable modem asks for each upload slot and waits for its grant.</summary>
    Cable,

    /// <summary>Exponential, mean 2 ms: a radio's scheduler.</summary>
    Radio,
}
