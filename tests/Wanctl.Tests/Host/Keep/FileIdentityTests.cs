using System.IO;
using Wanctl.Host.Keep;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Keep;

/// <summary>One file by several names.</summary>
public sealed class FileIdentityTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public FileIdentityTests()
    {
        Directory.CreateDirectory(_folder.File("a/b"));
        File.WriteAllText(_folder.File("a/file"), "");
        File.CreateSymbolicLink(_folder.File("to-file"), "a/file");
        Directory.CreateSymbolicLink(_folder.File("to-b"), _folder.File("a/b"));
        File.CreateSymbolicLink(_folder.File("to-nothing"), "a/later");
        File.CreateSymbolicLink(_folder.File("circle"), "circle");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a/file", "a/file")]
    [InlineData("a/file", "a/./file")]
    [InlineData("a/file", "a//file")]
    [InlineData("a/file", "a/b/../file")]
    [InlineData("a/file", "to-file")]
    [InlineData("a/file", "to-b/../file")]
    [InlineData("a/later", "to-b/../later")]
    [InlineData("a/later", "to-nothing")]
    [InlineData("a/b/x/y/later", "to-b/x/z/../y/later")]
    [InlineData("none", "x/../none")]
    public void Names_of_one_file_are_equal(string name, string other)
    {
        Assert.Equal(Of(name), Of(other));
        Assert.Equal(Of(name).GetHashCode(), Of(other).GetHashCode());
        Assert.Equal(_folder.File(name), Of(other).RealPath);
    }

    [Theory]
    [InlineData("a/file", "a/later")]
    [InlineData("a/later", "a/Later")]
    [InlineData("a/later", "a/b/later")]
    [InlineData("to-b/../file", "file")]
    [InlineData("circle", "a/file")]
    public void Names_of_two_files_are_not(string name, string other) => Assert.NotEqual(Of(name), Of(other));

    [Fact]
    public void A_hard_link_is_the_same_file()
    {
        OddFiles.Link(_folder.File("a/file"), _folder.File("other"));

        Assert.Equal(Of("a/file"), Of("other"));
    }

    [Fact]
    public void A_relative_path_begins_at_the_working_folder() =>
        Assert.Equal(FileIdentity.Of(Environment.CurrentDirectory + "/x"), FileIdentity.Of("x"));

    [Theory]
    [InlineData("later", "later/x", true)]
    [InlineData("a/file", "a/file/x", true)]
    [InlineData("later", "later2", false)]
    [InlineData("later", "later", false)]
    [InlineData("later/x", "later", false)]
    public void A_file_that_would_be_the_folder_of_another_is_told(string name, string other, bool around) =>
        Assert.Equal(around, Of(name).IsAround(Of(other)));

    private FileIdentity Of(string name) => FileIdentity.Of(_folder.File(name));
}
