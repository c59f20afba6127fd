using System.IO;
using System.Linq;
using System.Text;
using Wanctl.Config;

namespace Wanctl.Tests.Config;

public sealed class FileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("wanctl-config-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_file_is_read_with_or_without_a_byte_order_mark()
    {
        foreach (UTF8Encoding encoding in (UTF8Encoding[])[new UTF8Encoding(true), new UTF8Encoding(false)])
        {
            string path = Write("wan.yaml", [.. encoding.GetPreamble(), .. Encoding.UTF8.GetBytes(Sample.Text)]);
            Assert.Equal("cable", ConfigLoader.Load(path, Sample.Environment).File?.Link.Name);
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_file_may_end_its_lines_as_elsewhere(string ending)
    {
        string path = Write("wan.yaml", Encoding.UTF8.GetBytes(Sample.Text.ReplaceLineEndings(ending)));
        LoadResult result = ConfigLoader.Load(path, Sample.Environment);
        Assert.Equal("cable", result.File!.Link.Name);
        Assert.Equal($"{path}:28", Sample.Value(result, "lock_file")?.Source);
    }

    [Fact]
    public void Sources_name_file_and_line()
    {
        string path = Write("wan.yaml", Encoding.UTF8.GetBytes(Sample.Text));
        LoadResult result = ConfigLoader.Load(path, Sample.Environment);
        Assert.Equal(new EffectiveValue("router.host", "192.0.2.1", $"{path}:4"), Sample.Value(result, "router.host"));
        Assert.Equal(
            new EffectiveValue("router.port", "8728", "default (with api)"), Sample.Value(result, "router.port"));
        Assert.Equal(new EffectiveValue("timeouts.ping", "1", "default"), Sample.Value(result, "timeouts.ping"));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem()
    {
        Assert.Equal("no readable file (it does not exist)", Found(Path.Combine(_directory, "none.yaml")));
        Assert.Equal("no readable file (it does not exist)", Found(Path.Combine(_directory, "none", "none.yaml")));
        Assert.Equal("no readable file (this user may not read it, or it is a directory)", Found(_directory));
        Assert.Equal("no readable file (this is no file name)", Found(""));
        Assert.Equal("no readable file (this is no file name)", Found("a\0b"));
    }

    [Fact]
    public void An_endless_file_is_read_up_to_the_limit_only() =>
        Assert.Equal("a file of more than 256 KiB", Found("/dev/zero"));

    [Fact]
    public void Bytes_that_are_not_utf8_are_reported_at_their_place()
    {
        string path = Write("wan.yaml", [.. "a: b\nc: "u8, 0xE4, (byte)'\n']);
        Problem problem = Assert.Single(ConfigLoader.Load(path, Sample.Environment).Problems);
        Assert.Equal((2, 4, "bytes that are not UTF-8"), (problem.Line, problem.Column, problem.Found));
    }

    [Theory]
    [InlineData("hunter2", 0b110_100_100, true)]
    [InlineData("${NOPE:-hunter2}", 0b110_100_100, true)]
    [InlineData("x${ROUTER_PASSWORD}", 0b110_100_100, true)]
    [InlineData("hunter2", 0b110_100_000, false)]
    [InlineData("${ROUTER_PASSWORD}", 0b110_100_100, false)]
    public void A_password_in_a_file_that_all_may_read_gets_a_warning(string password, int mode, bool expected)
    {
        if (OperatingSystem.IsWindows()) return;
        string path = Write("wan.yaml", Encoding.UTF8.GetBytes(Sample.With("${ROUTER_PASSWORD}", password)));
        File.SetUnixFileMode(path, (UnixFileMode)mode);

        LoadResult result = ConfigLoader.Load(path, Sample.Environment);
        Assert.NotNull(result.File);
        string text = $"{path}:6:13: router.password: a password in a file that every user can read; "
            + $"chmod 600 {path}, or use ${{NAME}}";
        Assert.Equal(expected ? [text] : [], [.. result.Warnings.Select(warning => warning.ToString())]);
    }

    private static string Found(string path) =>
        Assert.Single(ConfigLoader.Load(path, Sample.Environment).Problems).Found;

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
