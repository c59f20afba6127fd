using System.IO;
using Wanctl.Install;

namespace Wanctl.Setup;

/// <summary>What is left to do after a set-up, to the running service: but for the first all can be pasted.</summary>
internal static class SetupSteps
{
    /// <summary>The steps, in their order, without numbers.</summary>
    /// <param name="plan">What was set up.</param>
    /// <param name="known">Whether the password is that of <c>ROUTER_PASSWORD</c>, which is set already.</param>
    /// <param name="kept">Whether the service's file of secrets has it already.</param>
    /// <param name="root">Whether this user is root, who needs no sudo.</param>
    public static IReadOnlyList<string> Of(SetupPlan plan, bool known, bool kept, bool root)
    {
        if (plan.Container is not null)
            return OfContainer(plan);
        bool linux = plan.Router is null;
        bool secret = !linux && !plan.StorePassword;
        string sudo = root ? "" : "sudo ";
        string file = Word(plan.Path);
        var steps = new List<string>
        {
            linux
                ? "Run the commands above as root, each time the interface comes up."
                : "Paste the commands above into the terminal of the router's administrator.",
        };
        if (secret && !known)
            steps.Add($"export ROUTER_PASSWORD={ShellText.Quoted(plan.Password)}");
        if (plan.Tls)
            steps.Add("export ROUTER_CERTIFICATE_PIN='...'   # the commands print it");
        steps.Add($"wanctl check {file}");
        steps.Add($"wanctl check --router {file}");
        steps.Add($"{sudo}wanctl install");
        if (Path.GetDirectoryName(Path.GetFullPath(plan.Path)) != Places.Configuration)
            steps.Add($"{sudo}cp {file} {Places.Configuration}/");
        if (secret && !kept)
            steps.Add(Keep("ROUTER_PASSWORD", plan.Password, root));
        if (plan.Tls)
            steps.Add(Keep("ROUTER_CERTIFICATE_PIN", "...", root));
        steps.Add($"{sudo}wanctl install   # again: it finds the file, and starts the service");
        steps.Add("wanctl status");
        return steps;
    }

    private static List<string> OfContainer(SetupPlan plan) =>
    [
        $"wanctl check {Word(plan.Path)}",
        "Paste the parts above one after another into the terminal of the router's administrator; parts 1 and 2 end "
            + "with a reboot, part 3 says what is to be uploaded.",
        $"Open http://{ContainerPlan.Box}:9101/ from the LAN.",
    ];

    /// <summary>Adds a line to the service's file of secrets, in its grammar.</summary>
    private static string Keep(string name, string value, bool root)
    {
        string line = $"{name}={EnvironmentLine.Quoted(value)}";
        string to = root ? $">>{Places.Environment}" : $"| sudo tee -a {Places.Environment} >/dev/null";
        bool plain = line.AsSpan().IndexOfAny("\"$`\\!") < 0;
        return plain ? $"echo \"{line}\" {to}" : $"printf '%s\\n' {ShellText.Quoted(line)} {to}";
    }

    /// <summary>A path as a shell takes it; in quotes only where it needs them.</summary>
    private static string Word(string path)
    {
        foreach (char letter in path)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !"/._-+,@%".Contains(letter))
                return ShellText.Quoted(path);
        }
        return path;
    }
}
