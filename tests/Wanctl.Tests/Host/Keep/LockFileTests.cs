using System.Globalization;
using System.IO;
using Wanctl.Host.Keep;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Keep;

/// <summary>One daemon for one pair of queues.</summary>
public sealed class LockFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_taker_is_told_who_holds_it()
    {
        string path = _folder.File("deep/down/link.lock");
        using LockFile? first = LockFile.TryTake(path, out string none);
        using LockFile? second = LockFile.TryTake(path, out string problem);

        Assert.NotNull(first);
        Assert.Equal("", none);
        Assert.Null(second);
        Assert.StartsWith(path + ": held by process ", problem, StringComparison.Ordinal);
        string process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        Assert.Contains($" {process}:", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_free_again_after_Dispose_and_the_file_stays()
    {
        string path = _folder.File("link.lock");
        LockFile.TryTake(path, out _)!.Dispose();
        File.WriteAllText(path, "1234567890123456789\n");
        using LockFile? again = LockFile.TryTake(path, out string problem);

        Assert.NotNull(again);
        Assert.Equal("", problem);
        again.Dispose();
        again.Dispose();
        Assert.Equal(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_sentence()
    {
        string file = _folder.File("file");
        File.WriteAllText(file, "");

        Assert.Null(LockFile.TryTake(file + "/link.lock", out string problem));
        Assert.StartsWith(file + "/link.lock: its folder cannot be made: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_a_sentence()
    {
        string path = "/proc/wanctl-test.lock";

        Assert.Null(LockFile.TryTake(path, out string problem));
        Assert.StartsWith(path + ": cannot be opened: ", problem, StringComparison.Ordinal);
    }
}
