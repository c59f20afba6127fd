namespace Wanctl.Wire.Cake;

/// <summary>How CAKE sorts packets into tins, by the numbers of linux/pkt_sched.h.</summary>
public enum CakeDiffserv : uint
{
    /// <summary>Three tins: bulk, best effort, voice.</summary>
    Diffserv3 = 0,

    /// <summary>Four tins: bulk, best effort, video, voice.</summary>
    Diffserv4 = 1,

    /// <summary>Eight tins.</summary>
    Diffserv8 = 2,

    /// <summary>One tin.</summary>
    BestEffort = 3,

    /// <summary>Eight tins by IP precedence.</summary>
    Precedence = 4,
}
