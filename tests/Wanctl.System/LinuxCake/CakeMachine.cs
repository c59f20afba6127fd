using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.LinuxCake;

/// <summary>
/// Where a script can run on a kernel that has CAKE: in a network room of this machine where its own kernel has it,
/// else in a User-Mode-Linux guest, which needs no module of the machine; a test is skipped where there is neither.
/// </summary>
internal static class CakeMachine
{
    /// <summary>Names a User-Mode-Linux kernel, in place of the lab's and of the one that is installed.</summary>
    private const string KernelVariable = "WANCTL_UML_KERNEL";

    /// <summary>Names the folder where Debian's packages were unpacked instead of being installed.</summary>
    private const string PackagesVariable = "WANCTL_UML_PACKAGES";

    /// <summary>A boot takes two seconds, and a busy machine ten times that.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Runs a script that lies beside the tests; gives what it wrote. Fails where it ends with an error.
    /// </summary>
    /// <param name="name">The script's name.</param>
    /// <param name="folder">An empty folder that the script may write to.</param>
    /// <param name="arguments">What follows the binary and the folder on its command line.</param>
    public static string Run(string name, TemporaryFolder folder, params string[] arguments)
    {
        string binary = Artifacts.Binary;
        if (NetworkRoom.WhyNot is null)
        {
            using NetworkRoom room = new();
            if (HasCake(room))
                return Ended(DaemonProcess.Start(room, Shell([Script(name), binary, folder.Path, .. arguments])));
        }
        string packages = Environment.GetEnvironmentVariable(PackagesVariable) ?? "";
        string? kernel = FindKernel(packages);
        Assert.SkipWhen(kernel is null, "this kernel has no CAKE, and there is no guest that has: run "
            + $"build/lab-kernel, or apt-get install user-mode-linux, or name a guest's kernel in {KernelVariable}");
        string boot = Path.Combine(Artifacts.Repository, "tests", "Lab", "boot");
        string[] guest = ["-m", "384M", "-l", $"{Patience.Of(Limit).TotalSeconds:F0}", kernel!, folder.Path];
        string[] words = [boot, .. guest, "/bin/sh", Script(name), binary, "/mnt", .. arguments];
        var command = new DaemonCommand("bash", words)
        {
            Environment = new Dictionary<string, string> { [PackagesVariable] = packages },
        };
        return Ended(DaemonProcess.Start(null, command), folder["log"]);
    }

    private static DaemonCommand Shell(string[] words) => new("/bin/sh", words);

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "LinuxCake", name);

    private static bool HasCake(NetworkRoom room)
    {
        string? tc = Find("tc", "");
        if (tc is null)
            return false;
        using DaemonProcess attempt =
            DaemonProcess.RunToEnd(room, new DaemonCommand(tc, "qdisc", "add", "dev", "lo", "root", "cake"));
        return attempt.WaitForExit() == 0;
    }

    private static string? FindKernel(string packages)
    {
        string? chosen = Environment.GetEnvironmentVariable(KernelVariable);
        if (string.IsNullOrEmpty(chosen))
        {
            string own = Path.Combine(Artifacts.Repository, ".cache", "lab", "kernel");
            return File.Exists(own) ? own : Find("linux.uml", packages);
        }
        if (!File.Exists(chosen)) Assert.Fail($"{KernelVariable}: found '{chosen}', where there is no file");
        return Path.GetFullPath(chosen);
    }

    private static string? Find(string program, string packages)
    {
        foreach (string folder in (string[])["/usr/sbin", "/sbin", "/usr/bin", "/bin"])
        {
            string path = packages + Path.Combine(folder, program);
            if (File.Exists(path)) return path;
        }
        return null;
    }

    /// <summary>What it wrote to its standard output, or to a file.</summary>
    private static string Ended(DaemonProcess process, string? file = null)
    {
        using (process)
        {
            int code = process.WaitForExit(Patience.Of(Limit) + TimeSpan.FromSeconds(10));
            string text = File.Exists(file) ? File.ReadAllText(file) : process.Text();
            Assert.True(code == 0, $"it ended with {code}:\n{text}{process.Text(error: true)}");
            return text;
        }
    }
}
