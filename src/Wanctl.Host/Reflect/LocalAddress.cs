using System.Runtime.InteropServices;
using Wanctl.Host.Interop;

namespace Wanctl.Host.Reflect;

/// <summary>
/// The control message that says to which of a machine's addresses a datagram came (ip(7), ipv6(7)), turned into the
/// one that makes an answer leave from there.
/// </summary>
internal static class LocalAddress
{
    private const int V4Size = 12;
    private const int V6Size = 20;

    /// <summary>Where the address of a v4 message to be used lies; the other one is that of the datagram.</summary>
    private const int V4LocalAt = 4;

    private const int V6IndexAt = 16;

    /// <summary>Writes the message for an answer.</summary>
    /// <param name="received">The control messages of a datagram.</param>
    /// <param name="answer">Room for one message, aligned as they are.</param>
    /// <returns>The size of the message; 0 where the datagram had none.</returns>
    public static int Copy(ReadOnlySpan<byte> received, Span<byte> answer)
    {
        ReadOnlySpan<byte> found = ControlMessages.Find(received, Libc.IPPROTO_IPV6, Libc.IPV6_PKTINFO);
        if (found.Length >= V6Size)
        {
            Span<byte> data = ControlMessages.Write(answer, Libc.IPPROTO_IPV6, Libc.IPV6_PKTINFO, V6Size, out int size);
            found[..V6Size].CopyTo(data);
            // The interface counts only where the address means nothing without it; else routes decide.
            bool linkLocal = data[0] == 0xFE && (data[1] & 0xC0) == 0x80;
            if (!linkLocal)
                data[V6IndexAt..].Clear();
            return size;
        }
        found = ControlMessages.Find(received, Libc.IPPROTO_IP, Libc.IP_PKTINFO);
        if (found.Length >= V4Size)
        {
            Span<byte> data = ControlMessages.Write(answer, Libc.IPPROTO_IP, Libc.IP_PKTINFO, V4Size, out int size);
            data.Clear();
            found.Slice(V4LocalAt, sizeof(uint)).CopyTo(data[V4LocalAt..]);
            return size;
        }
        return 0;
    }
}
