using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Tell;

/// <summary>What a supervisor hears, on a real socket.</summary>
public sealed class ServiceNoticeTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_socket_with_a_path_hears_every_notice()
    {
        string path = _folder.File("notify");
        using Socket supervisor = Listen(path);
        using var notice = new ServiceNotice(path, null, null);

        AssertHears(supervisor, notice);
    }

    [Fact]
    public void A_socket_with_an_abstract_name_hears_every_notice()
    {
        string name = $"wanctl-test-{Environment.ProcessId}-{Guid.NewGuid():N}";
        using Socket supervisor = Listen("\0" + name);
        using var notice = new ServiceNotice("@" + name, null, null);

        AssertHears(supervisor, notice);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative/path")]
    [InlineData("vsock:2:1234")]
    [InlineData("/nobody/listens/here")]
    [InlineData("@nobody-listens-here-either")]
    public void Without_a_listener_nothing_happens(string? socket)
    {
        using var notice = new ServiceNotice(socket, "1000000", null);

        notice.Ready();
        notice.Alive();
        notice.Reloading();
        notice.Status("well");
        notice.Stopping();
    }

    [Fact]
    public void A_path_too_long_for_the_kernel_is_no_socket()
    {
        using var notice = new ServiceNotice("/" + new string('a', 107), null, null);
        notice.Ready();
    }

    [Theory]
    [InlineData("3000000", null, 3_000_000_000)]
    [InlineData("3000000", "own", 3_000_000_000)]
    [InlineData("3000000", "1", 0)]
    [InlineData("3000000", "", 0)]
    [InlineData(null, null, 0)]
    [InlineData("-5", null, 0)]
    [InlineData("3 s", null, 0)]
    [InlineData("99999999999999999999", null, 0)]
    [InlineData("9223372036854775807", null, 9_223_372_036_854_775_000)]
    public void The_watchdog_is_ours_only_with_our_process_number(string? micros, string? process, long nanos)
    {
        if (process == "own")
            process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var notice = new ServiceNotice(null, micros, process);

        Assert.Equal(new Duration(nanos), notice.WatchdogInterval);
    }

    [Fact]
    public void After_the_end_not_a_word_is_said()
    {
        string path = _folder.File("notify");
        using Socket supervisor = Listen(path);
        var notice = new ServiceNotice(path, null, null);
        notice.Ready();
        notice.Dispose();
        // Takes the lowest free number, which is most likely the notice's.
        using Socket next = Listen(_folder.File("other"));
        notice.Alive();
        notice.Stopping();
        notice.Dispose();

        Assert.Equal("READY=1", Heard(supervisor));
        Assert.Equal(0, supervisor.Available);
        Assert.False(next.SafeHandle.IsInvalid);
        Assert.Equal(0, next.Available);
    }

    [Fact]
    public void A_sign_of_life_allocates_nothing_even_when_nobody_reads()
    {
        string path = _folder.File("notify");
        using Socket supervisor = Listen(path);
        using var notice = new ServiceNotice(path, null, null);
        notice.Alive();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 2_000; i++)
            notice.Alive();

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertHears(Socket supervisor, ServiceNotice notice)
    {
        notice.Ready();
        Assert.Equal("READY=1", Heard(supervisor));
        notice.Alive();
        Assert.Equal("WATCHDOG=1", Heard(supervisor));
        notice.Reloading();
        Assert.StartsWith("RELOADING=1\nMONOTONIC_USEC=", Heard(supervisor), StringComparison.Ordinal);
        notice.Status("zwölf Mbit/s");
        Assert.Equal("STATUS=zwölf Mbit/s", Heard(supervisor));
        notice.Stopping();
        Assert.Equal("STOPPING=1", Heard(supervisor));
    }

    private static string Heard(Socket supervisor)
    {
        byte[] buffer = new byte[512];
        return Encoding.UTF8.GetString(buffer, 0, supervisor.Receive(buffer));
    }

    private static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.ReceiveTimeout = 5000;
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}
