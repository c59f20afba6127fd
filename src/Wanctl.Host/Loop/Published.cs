using System.Threading;

namespace Wanctl.Host.Loop;

/// <summary>
/// A value that one thread writes and others read whole, without a lock: the writer makes the version odd while it
/// writes, and a reader that saw an odd or a changed version reads again.
/// </summary>
public sealed class Published<T>
    where T : unmanaged
{
    private T _value;
    private long _version;

    /// <summary>Writes the value. One thread only.</summary>
    public void Write(in T value)
    {
        long version = _version;
        Volatile.Write(ref _version, version + 1);
        Interlocked.MemoryBarrier();
        _value = value;
        Volatile.Write(ref _version, version + 2);
    }

    /// <summary>Reads the value; false where none has been written.</summary>
    public bool TryRead(out T value)
    {
        while (true)
        {
            long before = Volatile.Read(ref _version);
            value = _value;
            Interlocked.MemoryBarrier();
            if (before % 2 == 0 && before == Volatile.Read(ref _version))
                return before > 0;
        }
    }
}
