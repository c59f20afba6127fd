using System.Buffers.Binary;
using System.Text;

namespace Wanctl.Lab.Kernel;

/// <summary>
/// Reads counters of queue disciplines and changes their rates over rtnetlink, in the network namespace in which it
/// was made. One thread at a time.
/// </summary>
internal sealed class TrafficControl : IDisposable
{
    /// <summary>Where a root queue discipline hangs.</summary>
    public const uint Root = uint.MaxValue;

    private const ushort NewQueue = 36;
    private const ushort GetQueue = 38;
    private const ushort NewClass = 40;
    private const ushort GetClass = 42;
    private const ushort Request = 1;
    private const ushort Acknowledge = 4;
    private const ushort Dump = 0x300;
    private const ushort ErrorMessage = 2;
    private const ushort DoneMessage = 3;
    private const ushort KindAttribute = 1;
    private const ushort OptionsAttribute = 2;
    private const ushort StatisticsAttribute = 7;
    private const int HeaderSize = 16;
    private const int FixedSize = 20;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int _socket;

    /// <summary>Opens the socket.</summary>
    public TrafficControl()
    {
        _socket = Libc.Socket(Libc.AF_NETLINK, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
        if (_socket < 0)
            throw Libc.Failure("opening an rtnetlink socket");
    }

    /// <summary>An interface's index.</summary>
    public static uint Device(string name) =>
        Libc.InterfaceIndex(name) is var index and not 0
            ? index
            : throw new InvalidOperationException($"there is no interface {name} in this network namespace");

    /// <summary>The root queue discipline of an interface.</summary>
    public QueueFigures ReadRoot(uint device) => Read(GetQueue, device, 0, Root);

    /// <summary>A class of an interface.</summary>
    public QueueFigures ReadClass(uint device, uint handle) => Read(GetClass, device, handle, 0);

    /// <summary>Moves a CAKE's bandwidth and leaves everything else about it as it is; 0 is unlimited.</summary>
    public void SetCake(uint device, uint handle, long bitsPerSecond)
    {
        Span<byte> rate = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(rate, bitsPerSecond / 8);
        var message = new TrafficMessage(_buffer, NewQueue, Request | Acknowledge, device, handle, Root);
        message.Add(KindAttribute, "cake");
        int options = message.Open(OptionsAttribute);
        message.Add(CakeRate, rate);
        message.Close(options);
        Ask(message.Bytes);
        Confirm("changing CAKE's bandwidth");
    }

    /// <summary>Moves rate and ceiling of an HTB class, with a burst of 2 ms.</summary>
    public void SetHtb(uint device, uint handle, long bitsPerSecond)
    {
        long bytesPerSecond = Math.Min(bitsPerSecond / 8, uint.MaxValue);
        long burstNanos = Math.Max(2_000_000, 1600 * 1_000_000_000L / bytesPerSecond);
        Span<byte> parameters = stackalloc byte[44];
        parameters.Clear();
        foreach (int at in (ReadOnlySpan<int>)[0, 12])
        {
            parameters[at + 1] = 1; // Ethernet, which tells the kernel that no table of rates follows.
            BinaryPrimitives.WriteUInt32LittleEndian(parameters[(at + 8)..], (uint)bytesPerSecond);
        }
        BinaryPrimitives.WriteUInt32LittleEndian(parameters[24..], (uint)(burstNanos / 64));
        BinaryPrimitives.WriteUInt32LittleEndian(parameters[28..], (uint)(burstNanos / 64));
        BinaryPrimitives.WriteUInt32LittleEndian(parameters[32..], 1514);
        var message = new TrafficMessage(
            _buffer, NewClass, Request | Acknowledge, device, handle, handle & 0xffff0000);
        message.Add(KindAttribute, "htb");
        int options = message.Open(OptionsAttribute);
        message.Add(HtbParameters, parameters);
        message.Close(options);
        Ask(message.Bytes);
        Confirm("changing an HTB class");
    }

    /// <summary>Moves a TBF's rate and burst; what is queued stays queued, and the burst is there at once.</summary>
    public void SetTbf(uint device, uint handle, long bitsPerSecond, int burstBytes, int depthBytes)
    {
        Span<byte> parameters = stackalloc byte[36];
        parameters.Clear();
        parameters[1] = 1; // Ethernet, as above.
        BinaryPrimitives.WriteUInt32LittleEndian(parameters[8..], (uint)(bitsPerSecond / 8));
        BinaryPrimitives.WriteInt32LittleEndian(parameters[24..], depthBytes);
        Span<byte> burst = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(burst, burstBytes);
        var message = new TrafficMessage(_buffer, NewQueue, Request | Acknowledge, device, handle, Root);
        message.Add(KindAttribute, "tbf");
        int options = message.Open(OptionsAttribute);
        message.Add(TbfParameters, parameters);
        message.Add(TbfBurst, burst);
        message.Close(options);
        Ask(message.Bytes);
        Confirm("changing a TBF");
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(_socket);

    private const ushort CakeRate = 2;
    private const ushort TbfParameters = 1;
    private const ushort TbfBurst = 6;
    private const ushort HtbParameters = 1;

    private QueueFigures Read(ushort type, uint device, uint handle, uint parent)
    {
        Ask(new TrafficMessage(_buffer, type, Request | Dump, device, 0, 0).Bytes);
        QueueFigures found = default;
        bool done = false;
        while (!done)
        {
            ReadOnlySpan<byte> datagram = Receive();
            while (datagram.Length >= HeaderSize && !done)
            {
                int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(datagram);
                ushort kind = BinaryPrimitives.ReadUInt16LittleEndian(datagram[4..]);
                ReadOnlySpan<byte> body = datagram[HeaderSize..length];
                done = kind is DoneMessage or ErrorMessage;
                if (!done && BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) == device
                    && (handle == 0 || BinaryPrimitives.ReadUInt32LittleEndian(body[8..]) == handle)
                    && (parent == 0 || BinaryPrimitives.ReadUInt32LittleEndian(body[12..]) == parent))
                    found = Decode(body);
                datagram = datagram[Math.Min(datagram.Length, (length + 3) & ~3)..];
            }
        }
        return found.Kind is null
            ? throw new InvalidOperationException($"interface {device} has no such queue as {handle:x}, {parent:x}")
            : found;
    }

    private static QueueFigures Decode(ReadOnlySpan<byte> body)
    {
        var figures = new QueueFigures { Handle = BinaryPrimitives.ReadUInt32LittleEndian(body[8..]), Kind = "" };
        scoped ReadOnlySpan<byte> options = default;
        ReadOnlySpan<byte> rest = body[FixedSize..];
        while (Next(ref rest, out int type, out ReadOnlySpan<byte> value))
        {
            if (type == KindAttribute)
                figures.Kind = Encoding.ASCII.GetString(value).TrimEnd('\0');
            else if (type == OptionsAttribute)
                options = value;
            else if (type == StatisticsAttribute)
                DecodeStatistics(value, ref figures);
        }
        figures.Rate = DecodeRate(figures.Kind, options);
        return figures;
    }

    private static void DecodeStatistics(scoped ReadOnlySpan<byte> rest, ref QueueFigures figures)
    {
        const int Basic = 1;
        const int Queue = 3;
        while (Next(ref rest, out int type, out ReadOnlySpan<byte> value))
        {
            if (type == Basic)
            {
                figures.Bytes = BinaryPrimitives.ReadUInt64LittleEndian(value);
                figures.Packets = BinaryPrimitives.ReadUInt32LittleEndian(value[8..]);
            }
            else if (type == Queue)
            {
                figures.QueuedPackets = BinaryPrimitives.ReadUInt32LittleEndian(value);
                figures.QueuedBytes = BinaryPrimitives.ReadUInt32LittleEndian(value[4..]);
                figures.Dropped = BinaryPrimitives.ReadUInt32LittleEndian(value[8..]);
            }
        }
    }

    private static double DecodeRate(string kind, scoped ReadOnlySpan<byte> options)
    {
        while (Next(ref options, out int type, out ReadOnlySpan<byte> value))
        {
            if (kind == "cake" && type == CakeRate)
                return 8.0 * BinaryPrimitives.ReadUInt64LittleEndian(value);
            if (kind == "tbf" && type == TbfParameters || kind == "htb" && type == HtbParameters)
                return 8.0 * BinaryPrimitives.ReadUInt32LittleEndian(value[8..]);
        }
        return 0;
    }

    private static bool Next(ref ReadOnlySpan<byte> rest, out int type, out ReadOnlySpan<byte> value)
    {
        type = 0;
        value = default;
        if (rest.Length < 4)
            return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (length < 4 || length > rest.Length)
            return false;
        type = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]) & 0x3fff;
        value = rest[4..length];
        rest = rest[Math.Min(rest.Length, (length + 3) & ~3)..];
        return true;
    }

    private void Ask(ReadOnlySpan<byte> message)
    {
        if (Libc.Send(_socket, message, message.Length, 0) != message.Length)
            throw Libc.Failure("asking the kernel about a queue");
    }

    private void Confirm(string what)
    {
        ReadOnlySpan<byte> answer = Receive();
        int error = -BinaryPrimitives.ReadInt32LittleEndian(answer[HeaderSize..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(answer[4..]) != ErrorMessage || error != 0)
            throw new InvalidOperationException($"{what}: the kernel refuses with errno {error}");
    }

    private ReadOnlySpan<byte> Receive()
    {
        nint length = Libc.Receive(_socket, _buffer, _buffer.Length, 0);
        return length < HeaderSize ? throw Libc.Failure("hearing from the kernel") : _buffer.AsSpan(0, (int)length);
    }
}
