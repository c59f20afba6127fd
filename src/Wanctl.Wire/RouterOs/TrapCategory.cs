namespace Wanctl.Wire.RouterOs;

/// <summary>The <c>category</c> of a trap, with the numbers of MikroTik's API page.</summary>
public enum TrapCategory
{
    /// <summary>Absent or not one of the known numbers. Errors of login and of permission carry none.</summary>
    Unknown = -1,

    /// <summary>The item or the command does not exist.</summary>
    MissingItem = 0,

    /// <summary>An argument has a value that cannot be.</summary>
    BadValue = 1,

    /// <summary>The command was interrupted, by <c>/cancel</c> as a rule.</summary>
    Interrupted = 2,

    /// <summary>A script failed.</summary>
    Scripting = 3,

    /// <summary>A general failure.</summary>
    General = 4,

    /// <summary>A failure of the API itself.</summary>
    Api = 5,

    /// <summary>A failure of the terminal.</summary>
    Terminal = 6,

    /// <summary>A value that a script returned.</summary>
    Returned = 7,
}
