using System.IO;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>The image at work, in a container of runc's, beside the simulated line and router.</summary>
public sealed class ContainerRunTests : IDisposable
{
    private const string Emulator = "/usr/bin/qemu-aarch64-static";

    private const long Megabyte = 1 << 20;

    private readonly ContainerImages _images;
    private readonly ITestOutputHelper _output;
    private readonly Line _line;
    private readonly TemporaryFolder _configuration = new();

    public ContainerRunTests(ContainerImages images, ITestOutputHelper output)
    {
        (_images, _output) = (images, output);
        Box.SkipUnlessRoot();
        NetworkRoom.SkipUnlessPossible();
        ContainerImages.SkipWithout("skopeo", "runc");
        Assert.SkipUnless(
            Directory.Exists("/sys/fs/cgroup/memory") || File.Exists("/sys/fs/cgroup/cgroup.controllers"),
            "no cgroups are mounted, which runc limits memory with");
        _line = new Line();
        Configure("/run/wanctl/cable_state.json");
    }

    [Fact]
    public void It_shapes_within_32_MB_answers_its_page_and_ends_within_a_second()
    {
        string architecture = Packing.Native == "linux-arm64" ? "arm64" : "amd64";
        using var bundle = new ImageBundle(_images.Archive(architecture), _configuration.Path, 32 * Megabyte);
        DaemonProcess run = bundle.Start(_line.Room);
        Awaited(run, "at the first start");
        TimeSpan toLimits = Moment.Now - run.StartedAt;
        AnswersItsPage();
        Assert.Equal(0, Exit(bundle.Execute(_line.Room, "/usr/bin/wanctl", "alive")));

        Assert.DoesNotContain("[1382]", run.Text(), StringComparison.Ordinal);
        Assert.All(run.Lines, line => Assert.Matches(@"^[EWID] \[\d{4}\] .{1,139}$", line.Text));

        Ends(bundle, run);
        Assert.InRange(bundle.PeakBytes, 1, 32 * Megabyte);
        _output.WriteLine($"memory at most {bundle.PeakBytes / 1e6:0.0} MB of 33.6; "
            + $"the router's limits were set {toLimits.TotalSeconds:0.00} s after the start");
    }

    [Fact]
    public void After_a_kill_it_starts_again_and_shapes_and_tells_of_a_state_on_flash()
    {
        // The root is no tmpfs.
        Configure("/var/cable_state.json");
        string architecture = Packing.Native == "linux-arm64" ? "arm64" : "amd64";
        using var bundle = new ImageBundle(_images.Archive(architecture), _configuration.Path, 32 * Megabyte);
        DaemonProcess killed = bundle.Start(_line.Room);
        Awaited(killed, "before the kill");
        bundle.Send(Signal.Kill);
        Assert.Equal(128 + (int)Signal.Kill, killed.WaitForExit());
        _line.Disturb();
        DaemonProcess again = bundle.Start(_line.Room);
        Awaited(again, "after the kill");
        if (new DriveInfo(_configuration.Path).DriveFormat != "tmpfs")
            again.WaitForLine("W [1382] cable: /var/cable_state.json lies on a disk");
        Ends(bundle, again);
    }

    /// <summary>Only that it runs: under emulation memory and time mean nothing.</summary>
    [Fact]
    public void The_arm64_image_shapes_under_emulation()
    {
        Assert.SkipWhen(Packing.Native == "linux-arm64", "this machine is arm64 itself");
        Assert.SkipUnless(File.Exists(Emulator), $"{Emulator} is not installed (package qemu-user-static)");
        _ = Artifacts.Arm64Binary;
        using var bundle = new ImageBundle(
            _images.Archive("arm64"), _configuration.Path, 512 * Megabyte, Emulator);
        DaemonProcess run = bundle.Start(_line.Room);
        Awaited(run, "under emulation");
        AnswersItsPage();
        bundle.Send(Signal.Terminate);
        Assert.Equal(0, run.WaitForExit(Patience.Of(TimeSpan.FromSeconds(30))));
    }

    public void Dispose()
    {
        _line.Dispose();
        _configuration.Dispose();
    }

    private void Configure(string stateFile) => _configuration.Write("cable.yaml", _line.Yaml("room-password")
        + $"state_file: {stateFile}\nhealth_check: {{host: 127.0.0.1, port: 9101}}\nlogging: {{format: short}}\n");

    private void Awaited(DaemonProcess run, string when)
    {
        Moment deadline = Moment.Now + Patience.Of(TimeSpan.FromSeconds(60));
        while (_line.Rig.World.LimitOf("WAN-Upload-Cable").Mbps != 36)
        {
            Assert.True(
                !run.HasExited && Moment.Now < deadline, $"the upload has not its ceiling {when}: {run.Story()}");
            Thread.Sleep(5);
        }
    }

    private void AnswersItsPage()
    {
        using HttpClient client = _line.Room.NewHttpClient();
        string page = client.GetStringAsync("http://127.0.0.1:9101/").GetAwaiter().GetResult();
        Assert.Contains("wanctl", page, StringComparison.Ordinal);
    }

    /// <summary>By the image's stop signal.</summary>
    private static void Ends(ImageBundle bundle, DaemonProcess run)
    {
        Moment asked = Moment.Now;
        bundle.Send(Signal.Terminate);
        Assert.True(run.WaitForExit() == 0, run.Story());
        Assert.InRange(Moment.Now - asked, TimeSpan.Zero, Patience.Of(TimeSpan.FromSeconds(1)));
    }

    private static int Exit(DaemonProcess process)
    {
        using (process)
            return process.WaitForExit();
    }
}
