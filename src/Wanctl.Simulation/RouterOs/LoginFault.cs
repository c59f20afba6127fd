namespace Wanctl.Simulation.RouterOs;

/// <summary>What the simulated router does with a login, whatever name and password it has.</summary>
public enum LoginFault
{
    /// <summary>It decides by its users.</summary>
    None,

    /// <summary>Refused with the wording of RouterOS 6.43 and later.</summary>
    WrongPassword,

    /// <summary>Refused with the wording from before 6.43.</summary>
    CannotLogIn,

    /// <summary>
    /// The user's group lacks the policy <c>api</c>: a trap without a category, then the connection is closed.
    /// </summary>
    NoApiPolicy,

    /// <summary>
    /// A challenge as before 6.43: <c>!done</c> with <c>=ret=</c>, which is not a success. No answer to it is
    /// accepted.
    /// </summary>
    Challenge,

    /// <summary>No answer at all.</summary>
    Silence,
}
