using System.IO;
using System.Text;

namespace Wanctl.Install;

/// <summary>Files that appear whole or not at all, with their rights from the first byte on.</summary>
internal static class OwnFile
{
    /// <summary><c>rw-------</c>.</summary>
    public const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary><c>rw-r--r--</c>.</summary>
    public const UnixFileMode Plain = Secret | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary><c>rwxr-xr-x</c>.</summary>
    public const UnixFileMode Program = Plain
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes a text.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public static void Write(string path, string text, UnixFileMode mode)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Replace(path, source, mode);
    }

    /// <summary>Copies a file. A daemon that runs keeps its old one.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public static void Copy(string from, string path, UnixFileMode mode)
    {
        using FileStream source = File.OpenRead(from);
        Replace(path, source, mode);
    }

    /// <summary>Whether anything lies at a path, a link that leads nowhere included.</summary>
    public static bool IsThere(string path) =>
        File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null;

    /// <summary>A mode as <c>chmod</c> takes it.</summary>
    public static string Octal(UnixFileMode mode) => "0" + Convert.ToString((int)mode, 8);

    private static void Replace(string path, Stream source, UnixFileMode mode)
    {
        string draft = path + ".wanctl-tmp";
        File.Delete(draft);
        try
        {
            using (var stream = new FileStream(draft, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = Secret,
            }))
            {
                source.CopyTo(stream);
                // The umask takes bits from the mode of creation, but none from this.
                File.SetUnixFileMode(stream.SafeFileHandle, mode);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
