using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// Interfaces, addresses and routes by ioctl, in the namespace of the calling thread. The layouts are those of
/// 64-bit Linux (netdevice(7), <c>linux/route.h</c>, <c>linux/ipv6_route.h</c>); numbers are in the machine's order.
/// </summary>
internal static class LinkControl
{
    public const int NameMax = 15;
    public const int RequestSize = 40;
    public const int RequestFlags = 16;

    private const uint GetFlags = 0x8913;
    private const uint SetFlags = 0x8914;
    private const uint SetAddress = 0x8916;
    private const uint SetMask = 0x891c;
    private const uint GetIndex = 0x8933;
    private const uint SetName = 0x8923;
    private const uint AddRouteEntry = 0x890b;
    private const short FlagUp = 1;

    /// <summary>struct ifreq with the name filled in.</summary>
    public static byte[] Request(string name)
    {
        if (name.Length is 0 or > NameMax) throw new ArgumentException($"'{name}': wanted 1 to {NameMax} characters");
        byte[] request = new byte[RequestSize];
        Encoding.ASCII.GetBytes(name, request);
        return request;
    }

    public static void SetUp(string name, bool up)
    {
        using SafeFileHandle socket = OpenSocket(Libc.FamilyIPv4);
        byte[] request = Request(name);
        Call(socket, GetFlags, request, $"reading the flags of {name}");
        Span<byte> field = request.AsSpan(RequestFlags, 2);
        short flags = BinaryPrimitives.ReadInt16LittleEndian(field);
        BinaryPrimitives.WriteInt16LittleEndian(field, (short)(up ? flags | FlagUp : flags & ~FlagUp));
        Call(socket, SetFlags, request, $"setting {name} {(up ? "up" : "down")}");
    }

    /// <summary>Gives an interface that is down another name.</summary>
    public static void Rename(string name, string newName)
    {
        using SafeFileHandle socket = OpenSocket(Libc.FamilyIPv4);
        byte[] request = Request(name);
        Encoding.ASCII.GetBytes(newName, request.AsSpan(RequestFlags, NameMax));
        Call(socket, SetName, request, $"renaming {name} to {newName}");
    }

    /// <summary>Sets an IPv4 address; a name such as <c>wan0:1</c> adds one beside the interface's first.</summary>
    public static void SetIPv4(string label, IPNetwork network, IPAddress address)
    {
        using SafeFileHandle socket = OpenSocket(Libc.FamilyIPv4);
        byte[] request = Request(label);
        WriteSocketAddress(request.AsSpan(16), address.GetAddressBytes());
        Call(socket, SetAddress, request, $"setting {address} on {label}");
        request = Request(label);
        WriteSocketAddress(request.AsSpan(16), Mask(network.PrefixLength));
        Call(socket, SetMask, request, $"setting the mask /{network.PrefixLength} on {label}");
    }

    public static void AddIPv6(string name, IPNetwork network, IPAddress address)
    {
        using SafeFileHandle socket = OpenSocket(Libc.FamilyIPv6);
        byte[] request = new byte[24];
        address.TryWriteBytes(request, out _);
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(16), network.PrefixLength);
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(20), Index(name));
        Call(socket, SetAddress, request, $"adding {address} to {name}");
    }

    /// <summary>Routes a network through an interface, without a gateway; the smaller metric wins.</summary>
    public static unsafe void AddRoute(string name, IPNetwork network, int metric)
    {
        if (network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6)
        {
            AddRouteIPv6(name, network, metric);
            return;
        }
        using SafeFileHandle socket = OpenSocket(Libc.FamilyIPv4);
        byte[] device = Request(name);
        fixed (byte* devicePointer = device)
        {
            byte[] entry = new byte[120];
            WriteSocketAddress(entry.AsSpan(8), network.BaseAddress.GetAddressBytes());
            WriteSocketAddress(entry.AsSpan(24), new byte[4]);
            WriteSocketAddress(entry.AsSpan(40), Mask(network.PrefixLength));
            BinaryPrimitives.WriteInt16LittleEndian(entry.AsSpan(56), FlagUp);
            // The kernel takes one off, for the sake of programs of the nineties.
            BinaryPrimitives.WriteInt16LittleEndian(entry.AsSpan(80), (short)(metric + 1));
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(88), (long)devicePointer);
            Call(socket, AddRouteEntry, entry, $"routing {network} through {name}");
        }
    }

    private static void AddRouteIPv6(string name, IPNetwork network, int metric)
    {
        using SafeFileHandle socket = OpenSocket(Libc.FamilyIPv6);
        byte[] entry = new byte[80];
        network.BaseAddress.TryWriteBytes(entry, out _);
        BinaryPrimitives.WriteInt16LittleEndian(entry.AsSpan(52), (short)network.PrefixLength);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(56), metric);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(72), FlagUp);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(76), Index(name));
        Call(socket, AddRouteEntry, entry, $"routing {network} through {name}");
    }

    private static int Index(string name)
    {
        using SafeFileHandle socket = OpenSocket(Libc.FamilyIPv4);
        byte[] request = Request(name);
        Call(socket, GetIndex, request, $"finding {name}");
        return BinaryPrimitives.ReadInt32LittleEndian(request.AsSpan(16));
    }

    private static SafeFileHandle OpenSocket(int family)
    {
        SafeFileHandle socket = Libc.Socket(family, Libc.SocketDatagram | Libc.SocketCloseOnExec, 0);
        return socket.IsInvalid ? throw Libc.Failure($"a control socket of family {family}") : socket;
    }

    private static void Call(SafeFileHandle socket, uint request, byte[] argument, string deed)
    {
        if (Libc.Ioctl(socket, request, argument) != 0) throw Libc.Failure(deed);
    }

    /// <summary>struct sockaddr_in without a port.</summary>
    private static void WriteSocketAddress(Span<byte> target, ReadOnlySpan<byte> address)
    {
        BinaryPrimitives.WriteInt16LittleEndian(target, Libc.FamilyIPv4);
        address.CopyTo(target[4..]);
    }

    private static byte[] Mask(int prefixLength)
    {
        byte[] mask = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(mask, prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength));
        return mask;
    }
}
