namespace Wanctl.Host.Router;

/// <summary>Why a router gave no answer.</summary>
public enum RouterProblem
{
    /// <summary>No connection, or it ended or fell silent.</summary>
    Unreachable,

    /// <summary>The router does not let this user in.</summary>
    LoginRefused,

    /// <summary>What answers does not speak the API, or says more than is believed.</summary>
    Nonsense,
}
