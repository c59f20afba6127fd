using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// One line out of a room: a TUN interface. What programs in the room send to its networks can be read here as whole
/// IP packets, and what is written here arrives in the room. It may be used from any thread.
/// </summary>
public sealed class TunLine : IDisposable
{
    /// <summary>Larger than any packet: the interface keeps Linux's MTU of 1500.</summary>
    public const int PacketMax = 2048;

    private const uint AttachInterface = 0x4004_54ca;
    private const short Tun = 1;
    private const short NoPacketInformation = 0x1000;

    private readonly NetworkRoom _room;
    private readonly List<string> _addresses = [];
    private readonly List<(IPNetwork Network, int Metric)> _routes = [];

    private TunLine(NetworkRoom room, string name, SafeFileHandle file)
    {
        _room = room;
        Name = name;
        File = file;
    }

    /// <summary>The interface's name inside the room.</summary>
    public string Name { get; private set; }

    internal SafeFileHandle File { get; }

    /// <summary>Opens the device in the namespace of the calling thread, which must be the room's.</summary>
    internal static TunLine Open(NetworkRoom room, string name)
    {
        const int flags = Libc.OpenReadWrite | Libc.OpenNonBlocking | Libc.OpenCloseOnExec;
        SafeFileHandle file = Libc.Open("/dev/net/tun", flags);
        if (file.IsInvalid) throw Libc.Failure("opening /dev/net/tun");
        byte[] request = LinkControl.Request(name);
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(LinkControl.RequestFlags), Tun | NoPacketInformation);
        if (Libc.Ioctl(file, AttachInterface, request) == 0) return new TunLine(room, name, file);
        InvalidOperationException failure = Libc.Failure($"making the TUN interface {name}");
        file.Dispose();
        throw failure;
    }

    /// <summary>
    /// Brings the interface up or down. The kernel forgets routes and IPv6 addresses of an interface that goes down;
    /// they are set again when it comes up.
    /// </summary>
    public void SetUp(bool up)
    {
        _room.Run(() => LinkControl.SetUp(Name, up));
        if (!up) return;
        for (int i = 0; i < _addresses.Count; i++) Apply(_addresses[i], i);
        foreach ((IPNetwork network, int metric) in _routes) Apply(network, metric);
    }

    /// <summary>Gives the interface another name, as udev or an operator may; what is set on it stays.</summary>
    public void Rename(string name)
    {
        SetUp(false);
        _room.Run(() => LinkControl.Rename(Name, name));
        Name = name;
        SetUp(true);
    }

    /// <summary>Adds an address of the room's own, as <c>198.18.0.2/24</c>, and the route to its network.</summary>
    public void AddAddress(string addressAndLength)
    {
        Apply(addressAndLength, _addresses.Count);
        _addresses.Add(addressAndLength);
    }

    /// <summary>Routes a network, for instance <c>0.0.0.0/0</c>, through this line; the smaller metric wins.</summary>
    public void AddRoute(string network, int metric = 0)
    {
        IPNetwork parsed = IPNetwork.Parse(network);
        Apply(parsed, metric);
        _routes.Add((parsed, metric));
    }

    /// <summary>
    /// Takes one packet if there is one. False when there is none; the caller waits with
    /// <see cref="WaitForPacket"/>.
    /// </summary>
    internal bool TryRead(Span<byte> buffer, out int length)
    {
        length = (int)Libc.Read(File, buffer, buffer.Length);
        if (length > 0) return true;
        int error = Marshal.GetLastPInvokeError();
        if (error is Libc.TryAgain or Libc.Interrupted) return false;
        throw Libc.Failure($"reading {Name}");
    }

    /// <summary>Sends one packet into the room. False when the interface is down.</summary>
    internal bool TryWrite(ReadOnlySpan<byte> packet)
    {
        if (Libc.Write(File, packet, packet.Length) == packet.Length) return true;
        if (Marshal.GetLastPInvokeError() == Libc.InputOutput) return false;
        throw Libc.Failure($"writing {packet.Length} bytes to {Name}");
    }

    /// <summary>Waits for a packet, at most so long; the kernel's timer for it counts nanoseconds.</summary>
    internal void WaitForPacket(long nanos)
    {
        bool held = false;
        try
        {
            File.DangerousAddRef(ref held);
            Libc.PollEntry entry = new() { File = (int)File.DangerousGetHandle(), Events = Libc.PollIn };
            Span<long> timeout = [nanos / 1_000_000_000, nanos % 1_000_000_000];
            if (Libc.Poll(ref entry, 1, timeout, 0) >= 0) return;
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted) throw Libc.Failure($"waiting for {Name}");
        }
        finally
        {
            if (held) File.DangerousRelease();
        }
    }

    public void Dispose() => File.Dispose();

    private void Apply(string addressAndLength, int position)
    {
        string[] parts = addressAndLength.Split('/');
        IPAddress address = IPAddress.Parse(parts[0]);
        int length = int.Parse(parts[1], CultureInfo.InvariantCulture);
        IPNetwork network = NetworkOf(address, length);
        string label = position == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{position}");
        _room.Run(() =>
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                LinkControl.AddIPv6(Name, network, address);
                WaitUntilUsable(address);
            }
            else LinkControl.SetIPv4(label, network, address);
        });
    }

    private void Apply(IPNetwork network, int metric) => _room.Run(() => LinkControl.AddRoute(Name, network, metric));

    /// <summary>The network that the address lies in: the address with the bits behind the prefix cleared.</summary>
    private static IPNetwork NetworkOf(IPAddress address, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPNetwork(new IPAddress(bytes), length);
    }

    /// <summary>
    /// A fresh IPv6 address is tentative until a worker of the kernel has looked at it; nobody can bind to it before.
    /// </summary>
    private static void WaitUntilUsable(IPAddress address)
    {
        const int Tentative = 0x40;
        string digits = Convert.ToHexStringLower(address.GetAddressBytes());
        for (int i = 0; i < 1000; i++)
        {
            string? line = Array.Find(
                System.IO.File.ReadAllLines("/proc/thread-self/net/if_inet6"),
                line => line.StartsWith(digits, StringComparison.Ordinal));
            string[] fields = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (fields.Length > 4 && (Convert.ToInt32(fields[4], 16) & Tentative) == 0) return;
            System.Threading.Thread.Sleep(5);
        }
        throw new InvalidOperationException($"{address} stays tentative");
    }
}
