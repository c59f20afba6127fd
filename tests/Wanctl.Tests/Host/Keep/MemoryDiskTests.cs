using System.IO;
using System.Linq;
using Wanctl.Host.Keep;

namespace Wanctl.Tests.Host.Keep;

/// <summary>Where files lie, in memory or on a disk, as /proc/self/mounts has it.</summary>
public sealed class MemoryDiskTests
{
    [Theory]
    [InlineData("tmpfs", true)]
    [InlineData("ext4", false)]
    [InlineData("overlay", false)]
    [InlineData("proc", false)]
    public void A_file_lies_where_its_nearest_folder_does(string kind, bool inMemory)
    {
        // A later mount may hide what an earlier one shows at the same place.
        string[][] mounts = [.. File.ReadAllLines("/proc/self/mounts").Select(line => line.Split(' '))];
        string? place = mounts.Where(mount => mount[2] == kind && Directory.Exists(mount[1])
                && Array.FindLast(mounts, other => other[1] == mount[1])![2] == kind)
            .Select(mount => mount[1]).FirstOrDefault();
        Assert.SkipWhen(place is null, $"no {kind} is mounted here");
        Assert.Equal(inMemory, MemoryDisk.Holds(Path.Combine(place!, "no-such-folder/no-such-file.json")));
    }
}
