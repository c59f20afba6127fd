using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// An image unpacked by <c>skopeo</c> and <c>tar</c>, and run by <c>runc</c> as a router would: as the image says, with
/// CAP_NET_RAW and no other right, on a read-only root, with a tmpfs for its state, and limits of memory and CPU.
/// </summary>
public sealed class ImageBundle : IDisposable
{
    private const string Cgroup = "wanctl-system-tests";

    private static int s_last;

    private readonly TemporaryFolder _folder = new();
    private readonly string _id;
    private readonly List<DaemonProcess> _runs = [];

    /// <summary>Unpacks it.</summary>
    /// <param name="archive">The docker-archive.</param>
    /// <param name="configuration">What is mounted at /etc/wanctl.</param>
    /// <param name="memory">The limit, in bytes.</param>
    /// <param name="emulator">Runs programs of another architecture; null where none is needed.</param>
    public ImageBundle(string archive, string configuration, long memory, string? emulator = null)
    {
        _id = string.Create(
            CultureInfo.InvariantCulture, $"{Cgroup}-{Environment.ProcessId}-{Interlocked.Increment(ref s_last)}");
        Do("skopeo", "--insecure-policy", "copy", "docker-archive:" + archive, "dir:" + _folder["image"]);
        string config = Do("skopeo", "inspect", "--config", "docker-archive:" + archive);
        JsonNode image = JsonNode.Parse(config)!;
        string layer = (string)image["rootfs"]!["diff_ids"]![0]!;
        Directory.CreateDirectory(_folder["rootfs"]);
        Do("tar", "-xpf", _folder["image/" + layer.Split(':')[1]], "-C", _folder["rootfs"]);
        string specification = Specification(image, configuration, memory, emulator);
        File.WriteAllText(_folder["config.json"], specification);
    }

    /// <summary>The most memory that the container ever used, in bytes; 0 where the kernel does not say.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Starts it in a room's network.</summary>
    public DaemonProcess Start(NetworkRoom room)
    {
        DaemonProcess run = DaemonProcess.Start(room, Runc("run", "--bundle", _folder.Path, _id));
        _runs.Add(run);
        return run;
    }

    /// <summary>Runs another program of the image inside, as a health check does.</summary>
    public DaemonProcess Execute(NetworkRoom room, params string[] words) =>
        DaemonProcess.RunToEnd(room, Runc(["exec", _id, .. words]));

    /// <summary>Sends its first process a signal.</summary>
    public void Send(Signal signal)
    {
        ReadPeak();
        using DaemonProcess kill = DaemonProcess.RunToEnd(
            null, Runc("kill", _id, ((int)signal).ToString(CultureInfo.InvariantCulture)));
        Assert.True(kill.WaitForExit() == 0, kill.Story());
    }

    public void Dispose()
    {
        using (DaemonProcess end = DaemonProcess.RunToEnd(null, Runc("delete", "--force", _id)))
            end.WaitForExit();
        foreach (DaemonProcess run in _runs)
            run.Dispose();
        _folder.Dispose();
    }

    private DaemonCommand Runc(params string[] words) => new("runc", ["--root", _folder["runc"], .. words]);

    /// <summary>What runc starts, as text: the image's own words, and the surroundings of a small router.</summary>
    private string Specification(JsonNode image, string configuration, long memory, string? emulator)
    {
        JsonNode config = image["config"]!;
        IEnumerable<string> words = Words(config["Entrypoint"]).Concat(Words(config["Cmd"]));
        var mounts = new List<object>
        {
            Mount("/proc", "proc"),
            Mount("/dev", "tmpfs", "nosuid", "mode=755", "size=64k"),
            Mount("/run/wanctl", "tmpfs", "nosuid", "nodev", "size=4m"),
            new { destination = "/etc/wanctl", type = "bind", source = configuration, options = s_readOnly },
        };
        if (emulator is not null)
        {
            File.WriteAllText(_folder["rootfs/tmp/emulator"], "");
            mounts.Add(new { destination = "/tmp/emulator", type = "bind", source = emulator, options = s_readOnly });
            words = words.Prepend("/tmp/emulator");
        }
        Assert.Equal("0:0", (string?)config["User"]);
        return JsonSerializer.Serialize(new
        {
            ociVersion = "1.0.2",
            process = new
            {
                terminal = false,
                user = new { uid = 0, gid = 0 },
                args = words,
                cwd = (string?)config["WorkingDir"],
                env = Array.Empty<string>(),
                capabilities = new { bounding = s_rights, effective = s_rights, permitted = s_rights },
                noNewPrivileges = true,
            },
            root = new { path = "rootfs", @readonly = true },
            mounts,
            linux = new
            {
                // Without one of its own it has the network of whoever starts it: the room's.
                namespaces = from kind in (string[])["pid", "ipc", "uts", "mount"] select new { type = kind },
                cgroupsPath = $"/{Cgroup}/{_id}",
                resources = new
                {
                    memory = new { limit = memory },
                    // Half a core.
                    cpu = new { quota = 50_000, period = 100_000 },
                },
            },
        });
    }

    private static readonly string[] s_rights = ["CAP_NET_RAW"];

    private static readonly string[] s_readOnly = ["bind", "ro"];

    private static object Mount(string destination, string type, params string[] options) =>
        new { destination, type, source = type, options };

    private static IEnumerable<string> Words(JsonNode? list) =>
        from word in list!.AsArray() select (string)word!;

    private void ReadPeak()
    {
        foreach (string file in (string[])
            [$"memory/{Cgroup}/{_id}/memory.max_usage_in_bytes", $"{Cgroup}/{_id}/memory.peak"])
        {
            if (File.Exists("/sys/fs/cgroup/" + file))
                PeakBytes = long.Parse(File.ReadAllText("/sys/fs/cgroup/" + file), CultureInfo.InvariantCulture);
        }
    }

    private static string Do(string program, params string[] words)
    {
        using DaemonProcess process = DaemonProcess.RunToEnd(null, new DaemonCommand(program, words));
        Assert.True(process.WaitForExit() == 0, $"{program} {string.Join(' ', words)}: {process.Story()}");
        return process.Text();
    }
}
