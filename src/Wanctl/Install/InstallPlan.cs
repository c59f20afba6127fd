namespace Wanctl.Install;

/// <summary>The steps that install wanctl at a place: a function of what was found there.</summary>
internal static class InstallPlan
{
    /// <summary>The steps, in their order.</summary>
    public static IReadOnlyList<InstallStep> Of(InstallSite site)
    {
        var steps = new List<InstallStep>();
        bool procd = site.Init == InitSystem.Procd;
        if (site.Package.Length == 0 && (site.Source != site.Binary || site.Staged))
            steps.Add(new InstallStep(StepKind.Binary, site.Binary) { Mode = OwnFile.Program });
        if (!procd)
            steps.Add(new InstallStep(StepKind.User, Places.Name));
        steps.Add(new InstallStep(StepKind.Folder, Places.Configuration) { Mode = OwnFile.Program });
        if (!procd)
            steps.Add(new InstallStep(StepKind.Folder, Places.State) { Mode = OwnFile.Program, Owner = site.User });
        steps.Add(new InstallStep(StepKind.Starter, Places.Environment)
        {
            Mode = OwnFile.Secret,
            Text = EnvironmentTemplate.Text,
        });
        foreach (string config in site.Secrets)
        {
            string path = site.Staged ? config[site.Root.TrimEnd('/').Length..] : config;
            steps.Add(new InstallStep(StepKind.Guard, path) { Mode = OwnFile.Secret, Owner = site.User });
        }
        steps.Add(Script(site));
        if (procd)
        {
            steps.Add(new InstallStep(StepKind.Script, Places.KeepList)
            {
                Mode = OwnFile.Plain,
                Text = ProcdScript.KeepList(site.Binary),
            });
        }
        steps.AddRange(Enabling(site));
        if (site.Start && site.Configs.Count > 0)
            steps.Add(Starting(site));
        return steps;
    }

    private static InstallStep Script(InstallSite site) => new(StepKind.Script, Places.Script(site.Init))
    {
        Mode = site.Init == InitSystem.Systemd ? OwnFile.Plain : OwnFile.Program,
        Text = site.Init switch
        {
            InitSystem.Systemd => SystemdUnit.Text(site.Binary, site.NetworkAdmin),
            InitSystem.Procd => ProcdScript.Text(site.Binary),
            _ => SysVScript.Text(site.Binary, site.NetworkAdmin),
        },
    };

    private static IEnumerable<InstallStep> Enabling(InstallSite site)
    {
        const string purpose = "start it at each boot";
        string script = Places.Script(site.Init);
        if (site.Init == InitSystem.Systemd)
        {
            yield return Run("read the unit", true, "systemctl", "daemon-reload");
            yield return Run(purpose, false, "systemctl", "--quiet", "enable", Places.Name);
        }
        else if (site.Init == InitSystem.Procd)
        {
            yield return Run(purpose, false, script, "enable");
        }
        else if (site.DebianCommands)
        {
            yield return Run(purpose, false, "update-rc.d", Places.Name, "defaults");
        }
    }

    private static InstallStep Starting(InstallSite site)
    {
        string[] by = site.Init switch
        {
            InitSystem.Systemd => ["systemctl", "VERB", Places.Name],
            InitSystem.Procd => [Places.Script(site.Init), "VERB"],
            // It asks the box's policy whether services may be started at all.
            _ when site.DebianCommands => ["invoke-rc.d", Places.Name, "VERB"],
            _ => [Places.Script(site.Init), "VERB"],
        };
        return new InstallStep(StepKind.Command, "")
        {
            Purpose = "start it, again where something has changed",
            OnlyRunning = true,
            Command = Array.ConvertAll(by, word => word == "VERB" ? "restart" : word),
            Unchanged = Array.ConvertAll(by, word => word == "VERB" ? "start" : word),
        };
    }

    private static InstallStep Run(string purpose, bool onlyRunning, params string[] command) =>
        new(StepKind.Command, "") { Purpose = purpose, OnlyRunning = onlyRunning, Command = command };
}
