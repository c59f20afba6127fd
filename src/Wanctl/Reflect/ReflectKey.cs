using System.IO;
using System.Text;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Keep;

namespace Wanctl.Reflect;

/// <summary>
/// The key of <c>wanctl reflect</c>: from a file, else from the environment; never from the command line.
/// </summary>
internal static class ReflectKey
{
    /// <summary>The variable that holds it, in the environment or in the service's file of secrets.</summary>
    public const string Variable = "WANCTL_REFLECT_KEY";

    /// <summary>Shorter ones can be guessed from a single recorded packet.</summary>
    public const int BytesMin = 16;

    private const int BytesMax = 1024;

    /// <summary>Finds the key; null for none. False where there is one that cannot be used.</summary>
    /// <param name="file">The file that holds it; null for the environment.</param>
    /// <param name="surroundings">The environment and the file of secrets.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="warning">What is amiss but can be used; empty for nothing.</param>
    public static bool TryFind(
        string? file, Surroundings surroundings, out Secret? key, out string problem, out string warning)
    {
        warning = "";
        problem = "";
        string? text = file is null ? surroundings.Find(Variable) : Read(file, out problem, out warning);
        string place = file ?? Variable;
        int bytes = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        if (problem.Length == 0 && text is not null && bytes is < BytesMin or > BytesMax)
        {
            problem = $"{place}: found a key of {Amount.Of(bytes, "byte")}, wanted {BytesMin} to {BytesMax}, the same "
                + "at the one who asks: head -c 24 /dev/urandom | base64 makes one";
        }
        key = text is null ? null : new Secret(text);
        return problem.Length == 0;
    }

    private static string? Read(string path, out string problem, out string warning)
    {
        problem = "";
        warning = "";
        FileFacts found = FileFacts.Of(FileIdentity.Of(path).RealPath);
        if (found.Kind != FileKind.Regular)
        {
            // A pipe would make us wait for its writer.
            problem = $"--key-file: found {found.Noun} at {path}, wanted a regular file that holds the key";
            return null;
        }
        try
        {
            using FileStream stream = File.OpenRead(path);
            byte[] bytes = new byte[BytesMax + 2];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            const UnixFileMode others = UnixFileMode.OtherRead;
            if ((File.GetUnixFileMode(path) & others) != 0)
                warning = $"{path}: found a key that every user can read, wanted its reader's alone: chmod 600 {path}";
            return Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"--key-file: found a file that cannot be read ({exception.Message}), wanted one that can";
            return null;
        }
    }
}
