using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Wanctl.SystemTests.Kit;
using Wanctl.Wire;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Stamp;

namespace Wanctl.SystemTests.Run;

/// <summary><c>wanctl reflect</c> as a client on the network, an operator and a supervisor see it.</summary>
public sealed partial class ReflectTests
{
    private const string Key = "a key of enough bytes";

    [Theory]
    [InlineData("[::]:0", "127.0.0.1")]
    [InlineData("[::]:0", "::1")]
    [InlineData("127.0.0.1:0", "127.0.0.1")]
    public void It_answers_counts_and_ends_when_it_is_asked_to(string listening, string asked)
    {
        using DaemonProcess reflector = Start(["reflect", listening], out int port);
        using Socket client = Client(asked, port);
        for (uint i = 0; i < 5; i++)
        {
            byte[] packet = new byte[StampPacket.Size];
            StampPacket.WriteRequest(packet, new StampRequest(i, 77 + i, new StampError(0x0F84), 0));
            client.Send(packet);
            byte[] answer = new byte[2000];
            Assert.Equal(packet.Length, client.Receive(answer));
            Assert.Equal(
                Decoded.Whole, StampPacket.TryReadReply(answer.AsSpan(0, packet.Length), null, out StampReply reply));
            Assert.Equal((i, 77UL + i, 64), (reply.SenderSequence, reply.SenderTime, reply.SenderHops));
            Assert.InRange(reply.TurnNanos, 0, 1_000_000_000);
        }
        // Too short, and as long as a datagram may be.
        client.Send(new byte[14]);
        client.Send(new byte[43]);
        Assert.False(client.Poll(100_000, SelectMode.SelectRead));
        client.Send(new byte[1200]);
        Assert.Equal(1200, client.Receive(new byte[2000]));
        reflector.Send(Signal.Terminate);
        Assert.Equal(0, reflector.WaitForExit());
        Assert.Contains("received: 8, answered: 6;", reflector.Text(), StringComparison.Ordinal);
        Assert.Contains(", too short: 2,", reflector.Text(), StringComparison.Ordinal);
        Assert.Equal("", reflector.Text(error: true));
    }

    [Fact]
    public void An_interrupt_ends_it_too()
    {
        using DaemonProcess reflector = Start(["reflect", "127.0.0.1:0"], out _);
        reflector.Send(Signal.Interrupt);
        Assert.Equal(0, reflector.WaitForExit());
        Assert.Contains("received: 0, answered: 0;", reflector.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_reflectors_cannot_be_set_to_talk_with_each_other()
    {
        using DaemonProcess reflector = Start(["reflect", "127.0.0.1:0"], out int port);
        using Socket client = Client("127.0.0.1", port);
        client.Send(new byte[44]);
        byte[] answer = new byte[44];
        client.Receive(answer);
        client.Send(answer);
        Assert.False(client.Poll(300_000, SelectMode.SelectRead));
        reflector.Send(Signal.Terminate);
        reflector.WaitForExit();
        Assert.Contains("answers or from a port below 1024: 1,", reflector.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_asks_too_often_is_held_to_its_rate()
    {
        using DaemonProcess reflector = Start(["reflect", "127.0.0.1:0", "--rate", "20"], out int port);
        using Socket client = Client("127.0.0.1", port);
        for (int i = 0; i < 200; i++)
            client.Send(new byte[44]);
        int answered = 0;
        while (client.Poll(500_000, SelectMode.SelectRead) && client.Receive(new byte[100]) == 44)
            answered++;
        // The burst of 10, and 20 a second while the requests were taken.
        Assert.InRange(answered, 10, 60);
        reflector.Send(Signal.Terminate);
        reflector.WaitForExit();
        Assert.Contains($"over the limit of a source: {200 - answered},", reflector.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_a_key_only_those_who_have_it_are_answered(bool byFile)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "key");
        File.WriteAllText(file, Key + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        string[] words = byFile ? ["reflect", "[::1]:0", "--key-file", file] : ["reflect", "[::1]:0"];
        var variables = new Dictionary<string, string>();
        if (!byFile)
            variables["WANCTL_REFLECT_KEY"] = Key;
        using DaemonProcess reflector = Start(words, out int port, variables);
        Assert.Contains("with a key (HMAC-SHA-256)", reflector.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, reflector.Text(), StringComparison.Ordinal);
        using Socket client = Client("::1", port);
        byte[] packet = new byte[StampPacket.KeyedSize];
        StampPacket.WriteRequest(packet, default, new HmacKey<Sha256>("another key of enough"u8));
        client.Send(packet);
        client.Send(new byte[44]);
        Assert.False(client.Poll(100_000, SelectMode.SelectRead));
        var key = new HmacKey<Sha256>(Encoding.UTF8.GetBytes(Key));
        StampPacket.WriteRequest(packet, new StampRequest(3, 4, new StampError(0x0F84), 0), key);
        client.Send(packet);
        byte[] answer = new byte[StampPacket.KeyedSize];
        Assert.Equal(answer.Length, client.Receive(answer));
        Assert.Equal(Decoded.Whole, StampPacket.TryReadReply(answer, key, out StampReply reply));
        Assert.Equal((3u, 4UL), (reply.SenderSequence, reply.SenderTime));
    }

    [Fact]
    public void What_cannot_be_listened_on_is_told_with_its_exit_code()
    {
        using DaemonProcess reflector = Start(["reflect", "127.0.0.1:0"], out int port);
        Ends(1, $"127.0.0.1:{port}: found the port taken by another program", "reflect", $"127.0.0.1:{port}");
        Ends(1, "192.0.2.77:8620: found no such address on this machine", "reflect", "192.0.2.77:8620");
        Ends(2, "found 'example.org', wanted an address", "reflect", "example.org");
        Ends(3, "--key-file: found nothing at /nowhere/key", "reflect", "[::1]:0", "--key-file", "/nowhere/key");
    }

    [Fact]
    public void A_privileged_port_is_told_to_a_user_without_the_right()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can start a program as another user");
        string start = File.ReadAllText("/proc/sys/net/ipv4/ip_unprivileged_port_start").Trim();
        Assert.SkipUnless(start == "1024", $"this system lets everybody listen from port {start} on");
        using var folder = new TemporaryFolder();
        string copy = Path.Combine(folder.Path, "wanctl");
        File.Copy(Artifacts.Binary, copy);
        const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead
            | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(copy, All);
        File.SetUnixFileMode(folder.Path, All);
        using DaemonProcess refused = DaemonProcess.RunToEnd(
            null, new DaemonCommand(copy, "reflect", "127.0.0.1:862") { User = "nobody", Folder = "/" });
        Assert.Equal(5, refused.WaitForExit());
        Assert.Contains(
            "127.0.0.1:862: found no right to listen on a port below 1024", refused.Text(error: true),
            StringComparison.Ordinal);
        using DaemonProcess fine = DaemonProcess.Start(
            null, new DaemonCommand(copy, "reflect", "127.0.0.1:0") { User = "nobody", Folder = "/" });
        fine.WaitForLine("STAMP reflector on udp 127.0.0.1:");
    }

    private static void Ends(int code, string told, params string[] words)
    {
        using DaemonProcess process = DaemonProcess.RunToEnd(null, new DaemonCommand(Artifacts.Binary, words));
        Assert.Equal(code, process.WaitForExit());
        Assert.Contains(told, process.Text(error: true), StringComparison.Ordinal);
        Assert.Equal("", process.Text());
    }

    private static DaemonProcess Start(
        string[] words, out int port, IReadOnlyDictionary<string, string>? variables = null)
    {
        var command = new DaemonCommand(Artifacts.Binary, words)
        {
            Environment = variables ?? new Dictionary<string, string>(),
        };
        DaemonProcess process = DaemonProcess.Start(null, command);
        string line = process.WaitForLine("STAMP reflector on udp ").Text;
        port = int.Parse(Port().Match(line).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        return process;
    }

    private static Socket Client(string address, int port)
    {
        IPAddress to = IPAddress.Parse(address);
        var client = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        client.Connect(new IPEndPoint(to, port));
        return client;
    }

    [GeneratedRegex(@"on udp \S+:(\d+)")]
    private static partial Regex Port();
}
