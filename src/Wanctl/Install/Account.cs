using System.Globalization;
using System.IO;

namespace Wanctl.Install;

/// <summary>A user of a system, from its <c>/etc/passwd</c>: a static program has no other list of users.</summary>
/// <param name="User">The user's number.</param>
/// <param name="Group">The number of its group.</param>
internal readonly record struct Account(uint User, uint Group)
{
    /// <summary>Whose everything is that is not the service's.</summary>
    public static Account Root => new(0, 0);

    /// <summary>Finds a user below a root; null where there is none.</summary>
    /// <exception cref="IOException">The list cannot be read.</exception>
    public static Account? Find(string root, string name)
    {
        string path = InitProbe.Rooted(root, "/etc/passwd");
        if (!File.Exists(path))
            return null;
        foreach (string line in File.ReadLines(path))
        {
            string[] fields = line.Split(':');
            if (fields.Length >= 4 && fields[0] == name
                && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint user)
                && uint.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out uint group))
                return new Account(user, group);
        }
        return null;
    }
}
