using System.IO;
using System.Text;
using Wanctl.Fuzz.Engine;
using Wanctl.Install;

namespace Wanctl.Fuzz.Targets;

/// <summary>The record of what <c>install</c> made, which <c>uninstall</c> believes.</summary>
internal sealed class RecordTarget : FuzzTarget
{
    private readonly string _root = new ScratchFile("root").At;

    public override string Name => "record";

    public override int BytesMax => 2000;

    public override IReadOnlyList<string> Words => ["file ", "folder ", "user ", " /", "\n", "\r", "..", "\0"];

    public override IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.ASCII.GetBytes(
            "file 00aabbccddeeff11 /usr/local/bin/wanctl\nfolder /etc/wanctl\nuser wanctl\n");
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        string path = InitProbe.Rooted(_root, Places.MadeList);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, input);
        MadeList list = MadeList.Read(_root);
        return HashCode.Combine(list.Files.Count, list.Folders.Count, list.User.Length);
    }
}
