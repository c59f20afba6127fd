using System.Threading;

namespace Wanctl.Lab.Flood;

/// <summary>Bytes received by all flows together.</summary>
internal sealed class ByteCounter
{
    private long _total;

    /// <summary>So many until now.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Counts some more.</summary>
    public void Add(int bytes) => Interlocked.Add(ref _total, bytes);
}
