namespace Wanctl;

/// <summary>What the process tells its caller when it ends; documented, so that scripts may rely on it.</summary>
internal static class ExitCode
{
    /// <summary>All went well, or the daemon was asked to end.</summary>
    public const int Fine = 0;

    /// <summary>A simulation has missed a figure that it was to reach.</summary>
    public const int Missed = 1;

    /// <summary>A replay decided otherwise than its recording.</summary>
    public const int Differs = 1;

    /// <summary>An audit has found what keeps a link from being shaped, or files do not fit together.</summary>
    public const int Unsound = 1;

    /// <summary>A limit could not be restored, or does not read back as it was set.</summary>
    public const int NotReleased = 1;

    /// <summary>A step of an installation has failed, or there is no init system.</summary>
    public const int NotDone = 1;

    /// <summary>A reflector cannot listen: the port is taken, or the address is not this machine's.</summary>
    public const int NotListening = 1;

    /// <summary>A measurement did not come to its end.</summary>
    public const int NotMeasured = 1;

    /// <summary>The command line is not understood, or a file that it names cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>A configuration file, or another file that was to be read, cannot be used.</summary>
    public const int Configuration = 3;

    /// <summary>Another daemon holds a lock, or a lock cannot be made.</summary>
    public const int Locked = 4;

    /// <summary>This process may not send echoes, or may not change qdiscs.</summary>
    public const int Forbidden = 5;

    /// <summary>A router cannot be reached, does not let the user in, or does not speak the API.</summary>
    public const int Unreachable = 6;

    /// <summary>A daemon answers, but not all is well with it.</summary>
    public const int Unhealthy = 1;

    /// <summary>No daemon answers.</summary>
    public const int NotRunning = 7;

    /// <summary>The loop failed several times in a row; a supervisor should start it again.</summary>
    public const int LoopFailed = 70;
}
