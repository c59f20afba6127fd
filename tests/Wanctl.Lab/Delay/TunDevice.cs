using System.Buffers.Binary;
using System.Text;
using Wanctl.Lab.Kernel;

namespace Wanctl.Lab.Delay;

/// <summary>One end of a line that a program carries: an interface whose packets come here.</summary>
internal sealed class TunDevice : IDisposable
{
    private const nuint AttachInterface = 0x4004_54ca;
    private const short Tun = 1;
    private const short NoPacketInformation = 0x1000;
    private const int RequestSize = 40;
    private const int NameMost = 15;

    private TunDevice(int descriptor) => Descriptor = descriptor;

    /// <summary>What to wait for.</summary>
    public int Descriptor { get; }

    /// <summary>Makes it in a named network namespace, where the calling thread then stays.</summary>
    public static TunDevice Open(string networkNamespace, string name)
    {
        if (name.Length > NameMost)
            throw new LabException($"{name}: found {name.Length} characters, wanted {NameMost} at most");
        int there = Libc.Open("/run/netns/" + networkNamespace, 0);
        if (there < 0 || Libc.EnterNamespace(there, Libc.CLONE_NEWNET) != 0)
            throw Libc.Failure($"entering the network namespace {networkNamespace}");
        _ = Libc.Close(there);
        int descriptor = Libc.Open("/dev/net/tun", Libc.O_RDWR_NONBLOCK);
        if (descriptor < 0)
            throw Libc.Failure("opening /dev/net/tun");
        Span<byte> request = stackalloc byte[RequestSize];
        request.Clear();
        Encoding.ASCII.GetBytes(name, request);
        BinaryPrimitives.WriteInt16LittleEndian(request[16..], Tun | NoPacketInformation);
        return Libc.Control(descriptor, AttachInterface, request) == 0
            ? new TunDevice(descriptor)
            : throw Libc.Failure($"making the interface {name}");
    }

    /// <summary>Takes a packet; 0 where there is none.</summary>
    public int Read(Span<byte> packet) => (int)Math.Max(0, Libc.Read(Descriptor, packet, packet.Length));

    /// <summary>Delivers a packet; one that the interface refuses is lost, as on a line.</summary>
    public void Write(ReadOnlySpan<byte> packet) => _ = Libc.Write(Descriptor, packet, packet.Length);

    /// <inheritdoc/>
    public void Dispose() => _ = Libc.Close(Descriptor);
}
