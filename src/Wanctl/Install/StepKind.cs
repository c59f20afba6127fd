namespace Wanctl.Install;

/// <summary>What a step of an installation does.</summary>
internal enum StepKind
{
    /// <summary>Copies the program.</summary>
    Binary,

    /// <summary>Makes the service's user.</summary>
    User,

    /// <summary>Makes a folder where there is none.</summary>
    Folder,

    /// <summary>Writes a file that is install's: written anew each time, unless somebody has changed it.</summary>
    Script,

    /// <summary>Writes a file that is the operator's: only where there is none.</summary>
    Starter,

    /// <summary>Gives a file the rights that a secret needs.</summary>
    Guard,

    /// <summary>Runs a command.</summary>
    Command,
}
