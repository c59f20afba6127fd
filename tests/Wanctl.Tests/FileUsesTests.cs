using System.IO;
using Wanctl.Host.Keep;
using Wanctl.Tests.Config;
using Wanctl.Tests.Host.Keep;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests;

/// <summary>One file for two purposes, by whatever names, and what is no file; with line and cure.</summary>
public sealed class FileUsesTests : IDisposable
{
    private const int LockLine = 28;
    private const int StateLine = 29;

    private readonly ScratchFolder _folder = new();
    private readonly string _first;

    public FileUsesTests()
    {
        Directory.CreateDirectory(_folder.File("run"));
        Directory.CreateSymbolicLink(_folder.File("way"), _folder.File("run"));
        _first = Write("a", "run/a.lock", "run/a.json");
        OddFiles.Link(_first, _folder.File("hard"));
    }

    public static TheoryData<string, string> Kinds => OddFiles.Kinds;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run/b.lock", "run/b.json")]
    [InlineData("way/b.lock", "new/b.json")]
    [InlineData("run/A.lock", "run/a.json2")]
    public void Files_of_their_own_are_fine(string lockFile, string state) =>
        Assert.Empty(Problems([], _first, Write("b", lockFile, state)));

    [Theory]
    [InlineData("run/a.lock", "run/b.json", LockLine, "lock_file", "lock_file in ", "a.yaml:28")]
    [InlineData("way/a.lock", "run/b.json", LockLine, "lock_file", "lock_file in ", "a.yaml:28")]
    [InlineData("run/b.lock", "way/a.json", StateLine, "state_file", "state_file in ", "a.yaml:29")]
    [InlineData("way/a.json.tmp", "run/b.json", LockLine, "lock_file", "the draft of state_file in ", "a.yaml:29")]
    [InlineData(
        "way/a.json.later", "run/b.json", LockLine, "lock_file", "the copy of a later version of state_file in ",
        "a.yaml:29")]
    [InlineData("run/a", "run/b.json", 0, "", "", "")]
    [InlineData("new/x", "new/x.tmp", 0, "", "", "")]
    [InlineData("new/x.tmp", "new/x", StateLine, "state_file", "lock_file in ", "b.yaml:28")]
    [InlineData("run/b.lock", "a.yaml", StateLine, "state_file", "configuration in ", "a.yaml:1")]
    [InlineData("run/b.lock", "b.yaml", StateLine, "state_file", "configuration in ", "b.yaml:1")]
    [InlineData("hard", "run/b.json", LockLine, "lock_file", "configuration in ", "a.yaml:1")]
    public void One_file_for_two_purposes_is_refused_at_the_later_of_the_two(
        string lockFile, string state, int line, string key, string purpose, string other)
    {
        string second = Write("b", lockFile, state);
        IReadOnlyList<string> problems = Problems([], _first, second);
        if (line == 0)
        {
            Assert.Empty(problems);
            return;
        }
        string problem = Assert.Single(problems);
        Assert.StartsWith(FormattableString.Invariant($"{second}:{line}: {key}: found {_folder.Path}"), problem,
            StringComparison.Ordinal);
        Assert.EndsWith($", which is the file of {purpose}{_folder.File(other)}, wanted a file of its own", problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_no_regular_file_is_refused_with_its_line(string kind, string found)
    {
        OddFiles.Make(_folder.File("run/odd"), kind);
        string words = found["found ".Length..].TrimEnd();
        foreach ((string file, int line, string key) in ((string, int, string)[])
            [
                (Write("b", "run/odd", "run/b.json"), LockLine, "lock_file"),
                (Write("c", "run/c.lock", "run/odd"), StateLine, "state_file"),
            ])
        {
            string problem = "";
            OddFiles.AtOnce(() => problem = Assert.Single(Problems([], _first, file)));
            Assert.StartsWith(FormattableString.Invariant(
                $"{file}:{line}: {key}: found {_folder.File("run/odd")}, {words}"), problem, StringComparison.Ordinal);
            Assert.Contains(", wanted ", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_state_file_that_is_not_named_is_refused_at_the_line_of_its_lock()
    {
        File.WriteAllText(_first, File.ReadAllText(_first).Split("state_file")[0]);
        Directory.CreateDirectory(_folder.File("run/a_state.json"));

        Assert.Equal($"{_first}:28: state_file: found {_folder.File("run/a_state.json")}, a directory, wanted a "
            + "regular file: name a file in it", Assert.Single(Problems([], _first)));
    }

    [Fact]
    public void A_file_that_would_be_a_folder_of_another_is_refused()
    {
        string problem = Assert.Single(Problems([], _first, Write("b", "run/x/y.lock", "run/x")));
        Assert.Contains("one of them would lie in the other", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run/a.json")]
    [InlineData("way/a.json")]
    [InlineData("run/../way/a.json")]
    public void A_journal_is_a_file_of_its_own(string journal)
    {
        var file = new JournalFile(_folder.File(journal), 4_000_000);
        Assert.StartsWith($"command line: --journal: found {_folder.File(journal)}, which is the file of state_file in "
            + $"{_first}:29", Assert.Single(Problems([file], _first)), StringComparison.Ordinal);
        var older = new JournalFile(_folder.File("run/j"), 4_000_000);
        Assert.Contains("(an older segment)", Assert.Single(Problems([older], Write("b", "run/j.3", "run/b"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_of_steering_is_a_file_of_its_own()
    {
        string steering = _folder.File("steering.yaml");
        File.WriteAllText(steering, "topology: {primary_wan: a, alternate_wan: b}\nmangle_rule: {comment: x}\n"
            + $"lock_file: {_folder.File("way/a.lock")}\n");
        string problem = Assert.Single(Problems([], _first, Write("b", "run/b.lock", "run/b.json"), steering));
        Assert.StartsWith($"{steering}:3: lock_file: found ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_is_only_read_may_be_shared_and_may_be_a_link_and_must_be_a_file()
    {
        File.WriteAllText(_folder.File("ca.pem"), "");
        File.CreateSymbolicLink(_folder.File("ca"), "ca.pem");
        OddFiles.Make(_folder.File("pipe"), "pipe");
        string a = Secure(_first, "ca");
        string b = Secure(Write("b", "run/b.lock", "run/b.json"), "ca.pem");
        Assert.Empty(Problems([], a, b));
        Assert.Contains("a named pipe (FIFO)", Assert.Single(
            Problems([], Secure(Write("d", "run/d.lock", "run/d.json"), "pipe"))), StringComparison.Ordinal);
        Assert.Contains("which is the file of router.certificate_authority in ", Assert.Single(
            Problems([], Secure(Write("c", "run/c.lock", "ca.pem"), "ca"))), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Problems(IReadOnlyList<JournalFile> journals, params string[] paths)
    {
        ConfigSet set = ConfigSet.Load(paths, Sample.Environment);
        // A build without TLS says that it has none; the files are the same.
        Assert.DoesNotContain(set.Problems, problem => !problem.Contains("TLS", StringComparison.Ordinal));
        return FileUses.Problems(paths, set, journals);
    }

    private static string Secure(string path, string authority)
    {
        string text = File.ReadAllText(path).Replace("transport: api\n",
            $"transport: api-ssl\n  certificate_authority: {Path.GetDirectoryName(path)}/{authority}\n",
            StringComparison.Ordinal);
        File.WriteAllText(path, text);
        return path;
    }

    private string Write(string name, string lockFile, string state)
    {
        string path = _folder.File(name + ".yaml");
        string text = Sample.With("wan_name: cable", "wan_name: " + name)
            .Replace("download: down\n", $"download: down-{name}\n", StringComparison.Ordinal)
            .Replace("upload: up\n", $"upload: up-{name}\n", StringComparison.Ordinal)
            .Replace("/run/wanctl/cable.lock", _folder.File(lockFile), StringComparison.Ordinal);
        File.WriteAllText(path, text.TrimEnd() + $"\nstate_file: {_folder.File(state)}\n");
        return path;
    }
}
