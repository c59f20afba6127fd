namespace Wanctl.Core.Measure;

/// <summary>Why an answer with remote stamps is no sample.</summary>
public enum StampFault : byte
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>The remote host says that it sent the answer before the request came (T3 before T2).</summary>
    Backward,

    /// <summary>The remote host kept the request longer than <see cref="RemoteClock.MostHeldMs"/>.</summary>
    Held,

    /// <summary>The remote host says that it kept the request longer than the whole round trip took.</summary>
    LongerThanRoundTrip,
}
