namespace Wanctl.Wire.Cake.Dialogue;

/// <summary>What is known of the CAKE on an interface.</summary>
public enum CakeQueueState
{
    /// <summary>The kernel has not been asked yet.</summary>
    Unknown,

    /// <summary>There is one, and its bandwidth can be changed.</summary>
    Ready,

    /// <summary>There is no interface of this name.</summary>
    NoInterface,

    /// <summary>The interface has no CAKE.</summary>
    NoCake,

    /// <summary>
    /// It has several, such as one on each hardware queue, each with a bandwidth of its own; none is touched.
    /// </summary>
    Several,

    /// <summary>
    /// It has one, but the kernel has put it there by default (<c>net.core.default_qdisc</c>): such a qdisc has no
    /// handle and cannot be changed.
    /// </summary>
    Fixed,
}
