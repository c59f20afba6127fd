namespace Wanctl.Host.Tell;

/// <summary>What can happen outside the samples and decisions, by the number of its log message.</summary>
public enum Happening
{
    /// <summary>The queues of a router were found after a connect.</summary>
    RouterConnected = 1301,

    /// <summary>No connection could be made.</summary>
    RouterUnreachable = 1302,

    /// <summary>A connection ended.</summary>
    RouterLost = 1303,

    /// <summary>The router refuses the login.</summary>
    RouterRefuses = 1304,

    /// <summary>The router has been restarted.</summary>
    RouterRebooted = 1305,

    /// <summary>The router refused a request.</summary>
    RouterComplains = 1306,

    /// <summary>A queue is missing, doubled, disabled or invalid.</summary>
    QueueTrouble = 1307,

    /// <summary>A queue that was in trouble is well.</summary>
    QueueFound = 1308,

    /// <summary>Nothing tells where the target of a simple queue lies.</summary>
    TargetUnclear = 1360,

    /// <summary>It was found where the target of a simple queue lies.</summary>
    TargetSeen = 1361,

    /// <summary>The configuration takes the target of a simple queue for the other side.</summary>
    TargetContradicted = 1377,

    /// <summary>A mangle rule is missing, doubled, invalid, dynamic or unreadable.</summary>
    RuleTrouble = 1316,

    /// <summary>A mangle rule was found and can be switched.</summary>
    RuleFound = 1317,

    /// <summary>Another queue has taken the place of one, by the same name.</summary>
    QueueReplaced = 1355,

    /// <summary>A CAKE of this machine's kernel is there and can be used.</summary>
    CakeFound = 1321,

    /// <summary>One is missing, or cannot be changed.</summary>
    CakeTrouble = 1322,

    /// <summary>Another one has taken its place.</summary>
    CakeReplaced = 1323,

    /// <summary>Somebody else has changed something other than its bandwidth.</summary>
    CakeChanged = 1324,

    /// <summary>An interface with a CAKE carries nothing.</summary>
    InterfaceDown = 1325,

    /// <summary>It carries packets again.</summary>
    InterfaceUp = 1326,

    /// <summary>The kernel refuses a change.</summary>
    KernelRefuses = 1327,

    /// <summary>There is no socket to the kernel.</summary>
    KernelAway = 1328,

    /// <summary>News of the kernel were lost.</summary>
    KernelOverrun = 1329,

    /// <summary>A call to the kernel took long.</summary>
    KernelSlow = 1330,

    /// <summary>A file of a configuration folder was not there at the start.</summary>
    FileNotTakenUp = 1504,

    /// <summary>A configuration file is gone.</summary>
    FileGone = 1505,

    /// <summary>A value of the configuration was changed, and is in force.</summary>
    ValueChanged = 1506,

    /// <summary>A value of the configuration was changed, and is not in force.</summary>
    ValueNotTakenUp = 1507,

    /// <summary>A router that was away for long is back.</summary>
    RouterBack = 1318,

    /// <summary>The state file cannot be written.</summary>
    StateUnwritable = 1401,

    /// <summary>The state file can be written again.</summary>
    StateWritable = 1402,

    /// <summary>The journal cannot be written.</summary>
    JournalUnwritable = 1405,

    /// <summary>The journal can be written again.</summary>
    JournalWritable = 1406,

    /// <summary>Ticks went by that the journal does not have.</summary>
    JournalGap = 1407,

    /// <summary>The configuration was read again and is in force.</summary>
    Reloaded = 1501,

    /// <summary>The configuration was read again and refused; the old one stays.</summary>
    ReloadRefused = 1502,

    /// <summary>A turn of the loop failed.</summary>
    TurnFailed = 1601,

    /// <summary>Status is served.</summary>
    StatusServed = 1711,

    /// <summary>An address for status cannot be had.</summary>
    StatusUnserved = 1712,

    /// <summary>Serving status failed.</summary>
    StatusFailed = 1713,

    /// <summary>The kernel gives no client of the status server, for want of descriptors for example.</summary>
    StatusWaits = 1370,

    /// <summary>Clients of the status server are taken again.</summary>
    StatusTakes = 1371,
}
