using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>The commands of docs/DEPLOYMENT.md, as they stand there, in a fresh Debian.</summary>
public sealed class DocumentTests : BootedTests
{
    [Fact]
    public void Each_command_for_Debian_works_in_its_order()
    {
        Box.Copy(Artifacts.Binary, "/srv/wanctl");
        Box.Write("/srv/my-line.yaml", Line.Yaml());

        Execute("Plain Debian");
        Line.AwaitLimits();
        Execute("Upgrade");
        Line.Disturb();
        Line.AwaitLimits();
        Execute("Roll back");
        Line.Disturb();
        Line.AwaitLimits();
        Execute("From the Python original");
        Execute("Remove");
        Box.Run("test ! -e /usr/local/bin/wanctl && test -e /etc/wanctl/my-line.yaml");
    }

    private void Execute(string section)
    {
        IReadOnlyList<string> commands = Commands(section);
        Assert.NotEmpty(commands);
        foreach (string command in commands)
        {
            string real = command.Replace("'...'", "'room-password'", StringComparison.Ordinal);
            Box.Run("cd /srv; " + real);
        }
    }

    /// <summary>The indented lines of a section.</summary>
    private static List<string> Commands(string section)
    {
        var commands = new List<string>();
        bool inside = false;
        foreach (string line in File.ReadAllLines(Path.Combine(Artifacts.Repository, "docs/DEPLOYMENT.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                inside = line == "## " + section;
            else if (inside && line.StartsWith("    ", StringComparison.Ordinal))
                commands.Add(line.Trim());
        }
        return commands;
    }
}
