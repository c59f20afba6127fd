namespace Wanctl.SystemTests.Kit;

/// <summary>Signals by their numbers on Linux (x86-64 and ARM64).</summary>
public enum Signal
{
    Hangup = 1,
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    User1 = 10,
    User2 = 12,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
