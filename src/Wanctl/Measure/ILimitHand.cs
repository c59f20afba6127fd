namespace Wanctl.Measure;

/// <summary>The two limits of a link and what passes below them, for a program that waits for each answer.</summary>
internal interface ILimitHand : IDisposable
{
    /// <summary>Reads limits and counters.</summary>
    /// <exception cref="LimitTroubleException">They cannot be read.</exception>
    LimitReading Read();

    /// <summary>Bytes that an interface of the machine with the limits has received and sent; null where it does not
    /// say.</summary>
    /// <exception cref="LimitTroubleException">It cannot be asked.</exception>
    (ulong Received, ulong Sent)? ReadInterface(string name);

    /// <summary>Sets both limits; zero is none. Does not read them back.</summary>
    /// <exception cref="LimitTroubleException">They cannot be set, or only one of them could.</exception>
    void Set(RatePair limits);
}
