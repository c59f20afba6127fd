using System.IO;
using Wanctl.Core.Settings;
using Wanctl.Reflect;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Reflect;

public sealed class ReflectKeyTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_file_and_a_variable_there_is_no_key()
    {
        Assert.True(ReflectKey.TryFind(null, With(""), out Secret? key, out _, out string warning));
        Assert.Equal((null, ""), (key, warning));
    }

    [Fact]
    public void The_services_file_of_secrets_may_hold_it()
    {
        Surroundings surroundings = With("WANCTL_REFLECT_KEY='sixteen bytes 16'\n");
        Assert.True(ReflectKey.TryFind(null, surroundings, out Secret? key, out _, out _));
        Assert.Equal("sixteen bytes 16", key!.Reveal());
    }

    [Fact]
    public void A_file_that_is_named_is_taken_before_it_and_its_line_end_is_no_part_of_the_key()
    {
        string file = KeyFile("another key of 24 bytes.\n", UnixFileMode.UserRead);
        Surroundings surroundings = With("WANCTL_REFLECT_KEY='sixteen bytes 16'\n");
        Assert.True(ReflectKey.TryFind(file, surroundings, out Secret? key, out _, out string warning));
        Assert.Equal(("another key of 24 bytes.", ""), (key!.Reveal(), warning));
    }

    [Fact]
    public void A_file_that_every_user_can_read_is_warned_of()
    {
        string file = KeyFile("another key of 24 bytes.\n", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.True(ReflectKey.TryFind(file, With(""), out _, out _, out string warning));
        Assert.EndsWith($"chmod 600 {file}", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("short", 5)]
    [InlineData("fifteen bytes15\n", 15)]
    public void A_key_that_can_be_guessed_is_refused(string text, int bytes)
    {
        string file = KeyFile(text, UnixFileMode.UserRead);
        Assert.False(ReflectKey.TryFind(file, With(""), out _, out string problem, out _));
        Assert.StartsWith(
            $"{file}: found a key of {bytes} bytes, wanted 16 to 1024", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_variable_is_no_key_and_not_none()
    {
        Surroundings surroundings = With("WANCTL_REFLECT_KEY=\n");
        Assert.False(ReflectKey.TryFind(null, surroundings, out _, out string problem, out _));
        Assert.StartsWith("WANCTL_REFLECT_KEY: found a key of 0 bytes", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_longer_than_any_is_refused()
    {
        string file = KeyFile(new string('k', 5000), UnixFileMode.UserRead);
        Assert.False(ReflectKey.TryFind(file, With(""), out _, out string problem, out _));
        Assert.Contains("wanted 16 to 1024", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing-here", "nothing")]
    [InlineData("", "a directory")]
    public void What_is_no_file_is_told(string name, string noun)
    {
        string path = Path.Combine(_folder.Path, name);
        Assert.False(ReflectKey.TryFind(path, With(""), out _, out string problem, out _));
        Assert.StartsWith($"--key-file: found {noun} at", problem, StringComparison.Ordinal);
    }

    private Surroundings With(string secrets)
    {
        string path = Path.Combine(_folder.Path, "environment");
        File.WriteAllText(path, secrets);
        return new Surroundings(path);
    }

    private string KeyFile(string text, UnixFileMode mode)
    {
        string path = Path.Combine(_folder.Path, "key");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, mode);
        return path;
    }
}
