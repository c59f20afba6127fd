using System.IO;
using Wanctl.Core.Decide;
using Wanctl.Host.Keep;
using Wanctl.Host.Tell;
using Wanctl.Install;
using Wanctl.Tests.Kit;
using Wanctl.Tests.Replay;

namespace Wanctl.Tests.Host.Keep;

/// <summary>
/// State, lock, journal and their drafts, where something other than a regular file has their name: nothing waits,
/// nothing is followed, nothing of somebody else's is written.
/// </summary>
public sealed class KeptFileTests : IDisposable
{
    private const string Precious = "what somebody else has written\n";

    private readonly ScratchFolder _folder = new();

    private string Path => _folder.File("file");

    public static TheoryData<string, string> Kinds => OddFiles.Kinds;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_state_file_of_another_kind_is_neither_read_nor_written(string kind, string found)
    {
        OddFiles.Make(Path, kind);
        FileFacts before = FileFacts.Of(Path);
        OddFiles.AtOnce(() =>
        {
            LinkMemory memory = LinkMemory.Initial(Links.Cable);
            Assert.False(StateFile.TryRead(Path, ref memory, (_, _) => { }, out string problem));
            Assert.StartsWith($"{Path}: it is ignored: {found}", problem, StringComparison.Ordinal);
            IOException refused = Assert.Throws<IOException>(() => StateFile.Write(Path, in memory, []));
            Assert.StartsWith(found, refused.Message, StringComparison.Ordinal);
        });
        Assert.Equal(before, FileFacts.Of(Path));
        Assert.Equal(kind == "link" ? "4711\n" : "", Target());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_lock_of_another_kind_is_neither_taken_nor_asked(string kind, string found)
    {
        OddFiles.Make(Path, kind);
        OddFiles.AtOnce(() =>
        {
            Assert.Null(LockFile.TryTake(Path, out string problem));
            Assert.StartsWith($"{Path}: {found}", problem, StringComparison.Ordinal);
            Assert.Null(LockFile.HolderOf(Path));
        });
        Assert.Equal(kind == "link" ? "4711\n" : "", Target());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_journal_of_another_kind_is_a_stranger(string kind, string found)
    {
        OddFiles.Make(Path + ".1", kind);
        OddFiles.AtOnce(() => Assert.StartsWith(
            $"{Path}.1:1: {found}", JournalFile.Stranger(Path), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("socket")]
    [InlineData("link")]
    [InlineData("dangling")]
    [InlineData("file")]
    public void A_draft_that_is_there_is_removed_and_never_written_to(string kind)
    {
        foreach (string draft in (string[])[StateFile.Draft(Path), JournalFile.Draft(Path), Path + ".wanctl-tmp"])
        {
            if (kind == "file")
                File.WriteAllText(draft, Precious);
            else if (!File.Exists(draft))
                OddFiles.Make(draft, kind);
            // Another name of it shows what would have been written to it.
            if (kind == "file")
                OddFiles.Link(draft, draft + ".target");
            OddFiles.AtOnce(() => Write(draft));
            Assert.Equal(FileKind.Missing, FileFacts.Of(draft).Kind);
            Assert.Equal(FileKind.Regular, FileFacts.Of(Path).Kind);
            if (kind is "link" or "file")
                Assert.Equal(kind == "link" ? "4711\n" : Precious, File.ReadAllText(draft + ".target"));
            else if (kind == "dangling")
                Assert.False(File.Exists(draft + ".target"));
            File.Delete(Path);
            File.Delete(draft + ".target");
        }
    }

    [Fact]
    public void A_folder_that_is_reached_by_a_link_is_as_good_as_any()
    {
        Directory.CreateDirectory(_folder.File("disk"));
        Directory.CreateSymbolicLink(_folder.File("way"), _folder.File("disk"));
        string path = _folder.File("way/state.json");
        LinkMemory memory = LinkMemory.Initial(Links.Cable);
        StateFile.Write(path, in memory, []);

        Assert.True(StateFile.TryRead(path, ref memory, (_, _) => { }, out _));
        using LockFile? taken = LockFile.TryTake(_folder.File("way/lock"), out string problem);
        Assert.Equal("", problem);
        Assert.Equal("", JournalFile.Stranger(_folder.File("way/journal")));
        Assert.True(File.Exists(_folder.File("disk/state.json")));
    }

    [Theory]
    [InlineData(Precious)]
    [InlineData("wan_name: cable\n")]
    [InlineData("4711 4712 4713 4714 4715 4716 4717 4718\n")]
    public void What_is_no_lock_is_not_emptied(string text)
    {
        File.WriteAllText(Path, text);

        Assert.Null(LockFile.TryTake(Path, out string problem));
        Assert.StartsWith($"{Path}: found a file that is no lock, ", problem, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("4711")]
    [InlineData("4711\r\n")]
    [InlineData("\0\0\0\0\0")]
    public void What_a_daemon_or_a_crash_leaves_is_a_lock(string text)
    {
        File.WriteAllText(Path, text);
        LockFile.TryTake(Path, out string problem)?.Dispose();

        Assert.Equal("", problem);
        Assert.Equal(Environment.ProcessId.ToString(null, null) + "\n", File.ReadAllText(Path));
    }

    [Fact]
    public void A_lock_with_another_name_is_not_emptied()
    {
        File.WriteAllText(Path, "4711\n");
        OddFiles.Link(Path, _folder.File("another"));

        Assert.Null(LockFile.TryTake(Path, out _));
        Assert.Equal("4711\n", File.ReadAllText(Path));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_file_of_another_user_counts_where_only_the_folders_owner_could_put_it(bool shared, bool foreign)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "gives files away: needs root");
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        string folder = _folder.File("folder");
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, shared ? Owner | UnixFileMode.OtherWrite | UnixFileMode.StickyBit : Owner);
        string state = folder + "/state.json";
        LinkMemory memory = LinkMemory.Initial(Links.Cable);
        StateFile.Write(state, in memory, []);
        File.WriteAllText(folder + "/lock", "4711\n");
        foreach (string file in (string[])[state, folder + "/lock"])
            Assert.True(!foreign || FileOwner.TrySet(file, 4711, 4711, out _));
        bool refused = shared && foreign;

        Assert.Equal(!refused, StateFile.TryRead(state, ref memory, (_, _) => { }, out string problem));
        using LockFile? taken = LockFile.TryTake(folder + "/lock", out string locked);
        Assert.Equal(!refused, taken is not null);
        foreach (string text in (string[])[problem, locked])
        {
            // The kernel may say no before we do (fs.protected_regular).
            Assert.Equal(refused, text.Contains("found a file of user 4711 in a folder that others may write to",
                StringComparison.Ordinal) || text.Contains("cannot be opened", StringComparison.Ordinal));
        }
    }

    private void Write(string draft)
    {
        if (draft.EndsWith(".wanctl-tmp", StringComparison.Ordinal))
        {
            OwnFile.Write(Path, "text", OwnFile.Secret);
            return;
        }
        LinkMemory memory = LinkMemory.Initial(Links.Cable);
        StateFile.Write(Path, in memory, []);
        File.Delete(Path);
        using var kit = new JournalKit();
        using var journal = new JournalWriter(
            kit.Link, kit.Start, new JournalFile(Path, 4_000_000), new EventQueue());
        kit.Step(1);
        journal.Follow();
    }

    private string Target() => File.Exists(Path + ".target") ? File.ReadAllText(Path + ".target") : "";
}
